import { describe, expect, it } from "vitest";
import { createAnswer } from "./respond.ts";
import type { Handler } from "../domain.ts";
import { operationOf } from "../sandbox.test-support.ts";

const node = { type: "object", properties: { id: {}, name: {}, size: {} } };
const list = { type: "object", properties: { data: { type: "array", items: node }, paging: { type: "object" } } };
const fields = { name: "fields", in: "query", schema: { items: { enum: ["id", "name"] } }, "x-default-fields": ["id"] };
const cursors = ["after", "before"].map((name) => ({ name, in: "query", schema: { type: "string" } }));

interface Description {
  schema?: object;
  example?: unknown;
  limit?: object;
}

function createOperation({ schema = node, example, limit }: Description) {
  const parameters = limit
    ? [fields, ...cursors, { name: "limit", in: "query", schema: { type: "integer", ...limit } }]
    : [fields];
  const media = { schema, examples: { first: { value: example }, second: { value: {} } } };
  return operationOf({ parameters, responses: { "200": { content: { "application/json": media } } } });
}

function answer(description: Description, query = "", handler?: Handler) {
  const request = { path: {}, query: new URLSearchParams(query), body: { kind: "none" } as const };
  return createAnswer(createOperation(description), handler, request, (name, cursor) => `${name}=${cursor}`);
}

const many = (): object[] => Array.from({ length: 150 }, (_, index) => ({ id: String(index), name: `Item ${index}` }));
const sizeOf = (page: unknown) => Object(page).data.length;

describe("createAnswer()", () => {
  it("rejects a wrong request before the handler sees it", async () => {
    let seen = 0;
    const handler = () => ({ seen: seen++ });
    await expect(answer({}, "nme=1", handler)).rejects.toThrow("Unknown parameter nme");
    await expect(answer({}, "fields=nme", handler)).rejects.toThrow("nonexisting field (nme)");
    expect(seen).toBe(0);
  });

  it("selects the fields of what the handler returns", async () => {
    expect(await answer({}, "", () => ({ id: "1", name: "One" }))).toEqual({ id: "1" });
    expect(await answer({}, "fields=name", () => ({ id: "1", name: "One" }))).toEqual({ id: "1", name: "One" });
  });

  it("returns the first example of an operation without a handler", async () => {
    expect(await answer({ example: { id: "1", name: "One" } }, "fields=name")).toEqual({ id: "1", name: "One" });
  });

  it("returns a single object where a list is possible too", async () => {
    const properties = { ...list.properties, success: { type: "boolean" } };
    expect(await answer({ schema: { type: "object", properties }, example: { success: true, other: 1 } })).toEqual({
      success: true,
    });
  });

  it("returns text for a response that is not JSON", async () => {
    const responses = { "200": { content: { "image/png": { examples: { first: { value: "pixels" } } } } } };
    const request = { path: {}, query: new URLSearchParams(), body: { kind: "none" } as const };
    expect(await createAnswer(operationOf({ responses }), undefined, request, String)).toBe("pixels");
  });

  it("pages through the example of a list, so that reading it ends", async () => {
    const example = { data: many().slice(0, 3), paging: { next: "https://graph.facebook.com/" } };
    const page = async (query: string) => Object(await answer({ schema: list, example, limit: {} }, query));
    const { data, paging } = await page("limit=2");
    expect({ data, paging }).toMatchObject({
      data: [{ id: "0" }, { id: "1" }],
      paging: { next: expect.stringMatching(/^after=/) },
    });
    const last = await page(`limit=2&${paging.next}`);
    expect(last).toMatchObject({ data: [{ id: "2" }] });
    expect(last.paging).not.toHaveProperty("next");
    expect(await page(`limit=1&before=${paging.cursors.after}`)).toMatchObject({ data: [{ id: "0" }] });
  });

  it("returns a list without pages whole", async () => {
    expect(await answer({ schema: list, example: { data: many() } })).toEqual({
      data: many().map((item) => ({ id: Object(item).id })),
    });
  });

  it.each([
    [{}, "", 25],
    [{}, "limit=99", 99],
    [{}, "limit=5000", 100],
    [{ default: 10, maximum: 120 }, "", 10],
    [{ default: 10, maximum: 120 }, "limit=120", 120],
  ])("with the limit %j and the query %j returns %i items", async (limit, query, size) => {
    expect(sizeOf(await answer({ schema: list, limit }, query, many))).toBe(size);
  });
});
