import { describe, expect, it } from "vitest";
import { type Context, type Edge, follow } from "./nodes.ts";
import { isCondition, listItemsOf, shapeOf, walkSchema } from "./schemas.ts";
import { look } from "./lint.test-support.ts";

const self = { $ref: "#/components/schemas/Self" };

/** Calls the function with a reference to the schema, which is also known as `Self`. */
async function lookAt<Seen>(schema: object, at: (edge: Edge, context: Context) => Seen): Promise<Seen | undefined> {
  const document = { "x-start": self, components: { schemas: { Self: schema } } };
  const [seen] = await look(document, (_root, context) =>
    at({ raw: self, location: context.location.child("x-start") }, context),
  );
  return seen;
}

describe("walkSchema()", () => {
  it("visits every part once, also in a schema that contains itself", async () => {
    const items = { anyOf: [self, { type: "null" }] };
    const schema = { properties: { self, list: { type: "array", items } }, not: { type: "string" } };
    const visited = await lookAt(schema, (edge, context) => {
      const pointers: string[] = [];
      walkSchema(context, edge, ({ location }) => pointers.push(location.pointer));
      return pointers;
    });
    const at = "#/components/schemas/Self/properties";
    const list = ["list", "list/items", "list/items/anyOf/0", "list/items/anyOf/1"].map((part) => `${at}/${part}`);
    expect(visited).toEqual(["#/x-start", `${at}/self`, ...list]);
  });
});

describe("isCondition()", () => {
  it("knows conditions from what is only named like one", () => {
    const part = "#/components/schemas/Part";
    const conditions = ["/not/properties", "/allOf/0/if", "/properties/size/contains/anyOf/1"];
    const others = ["/properties", "/properties/not", "/$defs/if/properties/then", "/oneOf/0"];
    expect(conditions.filter((pointer) => !isCondition(part + pointer))).toEqual([]);
    expect(others.filter((pointer) => isCondition(part + pointer))).toEqual([]);
  });
});

describe("shapeOf()", () => {
  it("joins the branches of a composed schema", async () => {
    const schema = {
      required: ["id"],
      properties: { id: {} },
      allOf: [self, { required: ["name"], properties: { name: {} } }],
      oneOf: [{ properties: { size: {} } }],
    };
    const shape = await lookAt(schema, (edge, context) => {
      const { properties, required } = shapeOf(context, edge);
      return [[...properties.keys()], required.map(({ raw }) => raw)];
    });
    expect(shape).toEqual([
      ["id", "name", "size"],
      ["id", "name"],
    ]);
  });
});

describe("listItemsOf()", () => {
  it("returns nothing unless data is or holds an array", async () => {
    for (const properties of [{}, { data: { type: "object" } }, { items: { type: "array" } }]) {
      const found = await lookAt({ properties }, (edge, context) => {
        const shape = shapeOf(context, edge);
        return [shape.properties.size, listItemsOf(context, shape)];
      });
      expect(found).toEqual([Object.keys(properties).length, undefined]);
    }
  });

  it("returns the items of an array inside of data", async () => {
    const schema = {
      properties: { data: { properties: { count: {}, parts: { type: "array", items: { title: "Part" } } } } },
    };
    const title = await lookAt(schema, (edge, context) => {
      const items = listItemsOf(context, shapeOf(context, edge));
      return items && follow(context, items)?.node.title;
    });
    expect(title).toBe("Part");
  });

  it("returns the items of data, nullable or not", async () => {
    for (const type of ["array", ["array", "null"]]) {
      const schema = { properties: { data: { type, items: { title: "Part" } } } };
      const title = await lookAt(schema, (edge, context) => {
        const items = listItemsOf(context, shapeOf(context, edge));
        return items && follow(context, items)?.node.title;
      });
      expect(title).toBe("Part");
    }
  });
});
