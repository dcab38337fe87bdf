import { describe, expect, it } from "vitest";
import { answersOf, operationsOf, parametersOf } from "./operations.ts";
import { look } from "./lint.test-support.ts";

const json = { content: { "application/json": {} } };

describe("operationsOf()", () => {
  it("finds the operations of paths and webhooks, and nothing else", async () => {
    const document = {
      paths: { "/parts": { summary: "Parts", parameters: [], get: {}, post: {} }, "x-paths": "none" },
      webhooks: { arrived: { post: {} } },
    };
    const [names] = await look(document, (root, context) =>
      [...operationsOf(context, root)].map(({ name, webhook }) => [name, webhook]),
    );
    expect(names).toEqual([
      ["GET /parts", false],
      ["POST /parts", false],
      ["POST webhook arrived", true],
    ]);
  });
});

describe("parametersOf()", () => {
  it("joins the parameters of the path and of the operation", async () => {
    const components = { parameters: { Size: { name: "size", in: "query" } } };
    const size = { $ref: "#/components/parameters/Size" };
    const pathItem = { parameters: [{ name: "id", in: "path" }], get: { parameters: [size] } };
    const [names] = await look({ paths: { "/{id}": pathItem }, components }, (root, context) =>
      [...operationsOf(context, root)].flatMap((operation) =>
        parametersOf(context, operation).map(({ parameter }) => parameter.node.name),
      ),
    );
    expect(names).toEqual(["id", "size"]);
  });
});

describe("answersOf()", () => {
  it("returns the JSON of success alone", async () => {
    const other = {
      content: { "text/csv": {}, "application/problem+json": {}, "application/json; charset=utf-8": {} },
    };
    const responses = { "200": json, "206": other, "302": json, "400": json, default: json };
    const [pointers] = await look({ paths: { "/parts": { get: { responses } } } }, (root, context) =>
      [...operationsOf(context, root)].flatMap((operation) =>
        answersOf(context, operation).map(({ location }) => location.key().pointer),
      ),
    );
    const at = "#/paths/~1parts/get/responses";
    expect(pointers).toEqual([
      `${at}/200/content/application~1json`,
      `${at}/206/content/application~1problem+json`,
      `${at}/206/content/application~1json; charset=utf-8`,
    ]);
  });
});
