import { describe, expect, it } from "vitest";
import { entriesOf, follow, refersToShared } from "./nodes.ts";
import { look } from "./lint.test-support.ts";

const paging = "../shared/paging.yaml#/components/schemas/Paging";

describe("follow()", () => {
  it("returns nothing for a reference into nothing", async () => {
    const raw = { $ref: "#/components/schemas/Nowhere" };
    const [found] = await look({ "x-start": raw }, (_root, context) => [
      follow(context, { raw, location: context.location }),
    ]);
    expect(found).toEqual([undefined]);
  });

  it("returns the object behind a chain of references, and where it is written", async () => {
    const raw = { $ref: "#/components/schemas/Next" };
    const document = { "x-start": raw, components: { schemas: { Next: { $ref: paging } } } };
    const [found] = await look(document, (_root, context) => {
      const place = follow(context, { raw, location: context.location });
      return [place?.node.type, place?.location.pointer];
    });
    expect(found).toEqual(["object", "#/components/schemas/Paging"]);
  });
});

describe("entriesOf()", () => {
  it("returns none where there is neither map nor list", async () => {
    const [found] = await look({}, (_root, context) =>
      ["text", "nothing"].flatMap((key) =>
        entriesOf(context, { node: { text: "abc" }, location: context.location }, key),
      ),
    );
    expect(found).toEqual([]);
  });

  it("returns the entries of maps and lists with their places", async () => {
    const node = { map: { "a/b": 1 }, list: ["first"] };
    const [found] = await look({}, (_root, context) =>
      ["map", "list"].flatMap((key) =>
        entriesOf(context, { node, location: context.location }, key).map(([name, edge]) => [
          name,
          edge.raw,
          edge.location.pointer,
        ]),
      ),
    );
    expect(found).toEqual([
      ["a/b", 1, "#/map/a~1b"],
      ["0", "first", "#/list/0"],
    ]);
  });
});

describe("refersToShared()", () => {
  it("recognizes only references to the shared file", async () => {
    const others = ["../shared/errors.yaml#/x", "#/components/schemas/Next", "paging.yaml#/x"].map(($ref) => ({
      $ref,
    }));
    const [found] = await look({}, (_root, { location }) =>
      [{ $ref: paging }, ...others, {}].map((raw) => refersToShared({ raw, location }, "paging.yaml")),
    );
    expect(found).toEqual([true, false, false, false, false]);
  });

  it("knows the shared file's references to itself", async () => {
    const [found] = await look({ "x-start": { $ref: paging } }, (_root, context) => {
      const place = follow(context, { raw: { $ref: paging }, location: context.location });
      const raw = { $ref: "#/components/schemas/Paging" };
      return (
        place && ["paging.yaml", "errors.yaml"].map((file) => refersToShared({ raw, location: place.location }, file))
      );
    });
    expect(found).toEqual([true, false]);
  });
});
