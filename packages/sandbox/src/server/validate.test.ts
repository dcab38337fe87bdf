import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe as group, expect, it } from "vitest";
import { parseBody } from "./body.ts";
import { OperationTable } from "./operations.ts";
import { failureOf } from "../sandbox.test-support.ts";
import { compile, describe, type RawRequest, validateRequest } from "./validate.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const parameters = [
  { name: "node_id", in: "path", schema: { $ref: "#/components/schemas/Id" } },
  { name: "since", in: "query", required: true, schema: { type: "string", format: "date-time" } },
  { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } },
  { name: "ratio", in: "query", schema: { type: "number" } },
  { name: "deep", in: "query", schema: { type: "boolean" } },
  { name: "state", in: "query", schema: { enum: ["ON", "OFF"] } },
  { name: "days", in: "query", explode: false, schema: { type: "array", items: { type: "integer", maximum: 7 } } },
  { name: "tags", in: "query", schema: { type: "array", items: { type: "string" } } },
  { name: "filter", in: "query", schema: { type: "object", required: ["field"] } },
  { name: "fields", in: "query", explode: false, schema: { type: "array", items: { enum: ["id"] } } },
  {
    name: "sifting",
    in: "query",
    content: { "application/json": { schema: { type: "array", items: { required: ["field"] } } } },
  },
  { name: "X-Trace", in: "header", schema: { type: "string" } },
];
const body = {
  required: true,
  content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } }, "text/csv": {} },
};
const get = { operationId: "readNode", parameters };
const post = { operationId: "writeNode", requestBody: body };
const remove = {
  operationId: "changeNode",
  requestBody: { content: { "application/json": { schema: { type: "object" } } } },
};
const schemas = {
  Id: { type: "string", pattern: "^[0-9]+$" },
  Body: {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string", minLength: 2 },
      kind: { enum: ["A", "B"] },
      owner: {
        type: "object",
        additionalProperties: false,
        required: ["id"],
        properties: { id: { $ref: "#/components/schemas/Id" } },
      },
    },
  },
};
const table = new OperationTable([
  { "x-graph-versions": ["v25.0"], components: { schemas }, paths: { "/{node_id}": { get, post, delete: remove } } },
]);

interface Sent extends Partial<Omit<RawRequest, "body">> {
  readonly body?: string;
  readonly contentType?: string | undefined;
}

function validate(operationId: string, { body: text = "", contentType, ...request }: Sent) {
  const operation = table.operations("v25.0").find((other) => other.operationId === operationId);
  if (!operation) throw new Error(`there is no operation ${operationId}`);
  return validateRequest(operation, {
    path: { node_id: "1" },
    query: new URLSearchParams(),
    body: parseBody(text, contentType),
    ...request,
  });
}

const since = "since=2026-11-20T12:00:00Z";
const read = (query: string) => validate("readNode", { query: new URLSearchParams(query) });
const write = (text: string, contentType?: string) => validate("writeNode", { body: text, contentType });
const writeJson = (value: unknown) => write(JSON.stringify(value), "application/json; charset=utf-8");

group("validateRequest() on the path and the query", () => {
  it("rejects a path parameter that its schema rejects", () => {
    const path = { node_id: "me" };
    expect(failureOf(() => validate("readNode", { path, query: new URLSearchParams(since) }))).toBe(
      "(#100) Param node_id must match the pattern ^[0-9]+$",
    );
  });

  it.each([
    ["", "The parameter since is required"],
    [
      `${since}&limt=5`,
      "Unknown parameter limt: allowed here are since, limit, ratio, deep, state, days, tags, filter, fields",
    ],
    ["since=yesterday", "Param since must be a valid date-time"],
    [`${since}&limit=0`, "Param limit must be at least 1"],
    [`${since}&limit=101`, "Param limit must be at most 100"],
    [`${since}&limit=1.5`, "Param limit must be an integer"],
    [`${since}&limit=many`, "Param limit must be an integer"],
    [`${since}&limit=`, "Param limit must be an integer"],
    [`${since}&limit=1&limit=2`, "Param limit is given more than once"],
    [`${since}&deep=1`, "Param deep must be a boolean"],
    [`${since}&state=on`, "Param state must be one of ON, OFF"],
    [`${since}&days=1,8`, "Param days.1 must be at most 7"],
    [`${since}&days=1&days=2`, "Param days is given more than once"],
    [`${since}&filter=a`, "Param filter must be JSON and cannot be parsed"],
    [`${since}&filter={}`, "The parameter filter.field is required"],
    [`${since}&fields=id&fields=name`, "Param fields is given more than once"],
    [`${since}&appsecret_proof=ABC`, "Param appsecret_proof must be an HMAC-SHA256 in lower-case hexadecimal digits"],
  ])("rejects the query %j", (query, message) => {
    expect(failureOf(() => read(query))).toContain(`(#100) ${message}`);
  });

  it("gives values the types of their schemas", () => {
    const query = `${since}&limit=5&ratio=-0.5&deep=false&state=ON&days=1,7&tags=a&tags=b,c&filter={"field":1}`;
    expect(read(query).query).toEqual({
      since: "2026-11-20T12:00:00Z",
      limit: 5,
      ratio: -0.5,
      deep: false,
      state: "ON",
      days: [1, 7],
      tags: ["a", "b,c"],
      filter: { field: 1 },
    });
  });

  it("leaves fields unchanged for their own parser", () => {
    expect(read(`${since}&fields=owner{id,name},id`).query["fields"]).toBe("owner{id,name},id");
  });

  it("accepts the parameters of every path", () => {
    const query = `${since}&access_token=a&appsecret_time=1&appsecret_proof=${"0a".repeat(32)}`;
    expect(read(query).query).toEqual({ since: "2026-11-20T12:00:00Z" });
  });
});

group("validateRequest() on the body", () => {
  it("rejects a body where none is described", () => {
    expect(failureOf(() => validate("readNode", { query: new URLSearchParams(since), body: "{}" }))).toBe(
      "(#100) The request body is not allowed here: send none",
    );
  });

  it("rejects a missing body only where it is required", () => {
    expect(failureOf(() => write("", "application/json"))).toBe("(#100) The request body is required and missing");
    expect(validate("changeNode", {}).body).toEqual({});
  });

  it.each([undefined, "text/plain", "application/x-www-form-urlencoded"])("rejects the content type %s", (type) => {
    expect(failureOf(() => write("name=ab", type))).toBe(
      `(#100) The content type of the request body must be application/json or text/csv, it is ${type ?? "none"}`,
    );
  });

  it("rejects malformed JSON without repeating it", () => {
    expect(failureOf(() => write('{"name":', "application/json"))).toBe(
      "(#100) The request body must be JSON and cannot be parsed",
    );
  });

  it.each([
    [[], "Param body must be an object"],
    [null, "Param body must be an object"],
    [{}, "The parameter name is required"],
    [{ name: 5 }, "Param name must be a string"],
    [{ name: "a" }, "Param name must have at least 2 characters"],
    [{ nmae: "ab" }, "Unknown parameter nmae: allowed here are name, kind, owner"],
    [{ name: "ab", kind: "C" }, "Param kind must be one of A, B"],
    [{ name: "ab", owner: {} }, "The parameter owner.id is required"],
    [{ name: "ab", owner: { id: "x" } }, "Param owner.id must match the pattern ^[0-9]+$"],
    [{ name: "ab", owner: { id: "1", nme: 1 } }, "Unknown parameter owner.nme: allowed here are id"],
  ])("rejects %j", (value, message) => {
    expect(failureOf(() => writeJson(value))).toBe(`(#100) ${message}`);
  });

  it("returns the body that fits", () => {
    const value = { name: "ab", kind: "A", owner: { id: "1" } };
    expect(writeJson(value)).toEqual({ path: { node_id: "1" }, query: {}, body: value });
  });

  it("does not read a body of another type", () => {
    expect(write("a;b", "text/csv").body).toEqual({});
  });
});

it("describe() has words for an error without any", () => {
  expect(describe(undefined, "limit")).toBe("Param limit is wrong");
});

group("a parameter that is sent as JSON", () => {
  it.each([
    ["[", "(#100) Param sifting must be JSON and cannot be parsed"],
    ["{}", "(#100) Param sifting must be an array"],
    ["[{}]", "(#100) The parameter sifting.0.field is required"],
  ])("is rejected when it is %s", (text, message) => {
    expect(failureOf(() => read(`${since}&sifting=${encodeURIComponent(text)}`))).toBe(message);
  });

  it("is parsed", () => {
    const text = encodeURIComponent('[{"field":"name"}]');
    expect(read(`${since}&sifting=${text}`).query).toMatchObject({ sifting: [{ field: "name" }] });
  });
});

it("compile() releases a document, so that one process can start many sandboxes", async () => {
  const documents = Array.from({ length: 20 }, () => new WeakRef({ "x-graph-versions": [] }));
  for (const document of documents) expect(compile(document.deref() ?? {}, { type: "object" })({})).toBe(true);
  await setImmediate(); // a dereferenced WeakRef keeps its target alive until then
  collectGarbage();
  expect(documents.filter((document) => document.deref()).length).toBeLessThan(5);
});

it("a body of more than 100 levels is rejected", () => {
  const deep = `{"name":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  expect(failureOf(() => write(deep, "application/json"))).toBe(
    "(#100) The request body must not have more than 100 levels of nested values",
  );
});
