import { describe, expect, it } from "vitest";
import { OperationTable, unversioned } from "./operations.ts";
import { outlineOf } from "./outline.ts";

const id = { name: "node_id", in: "path", required: true, schema: { $ref: "#/components/schemas/Id" }, example: "12" };
const document = {
  "x-graph-versions": ["v24.0", "v9.0"],
  components: {
    schemas: { Id: { type: "string" } },
    parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
    responses: {
      Read: {
        content: { "application/json": { schema: { type: "object" }, examples: { one: { value: { id: "12" } } } } },
      },
    },
  },
  paths: {
    "/{node_id}": {
      parameters: [id],
      get: {
        operationId: "readNode",
        parameters: [{ $ref: "#/components/parameters/Limit" }, { ...id, example: "13" }],
        responses: { "400": {}, "201": { $ref: "#/components/responses/Read" } },
      },
      post: { operationId: "writeNode", requestBody: { required: true } },
    },
    "/{node_id}/edge.name": { get: { operationId: "readEdge" } },
    "/status": { get: { operationId: "readStatus" } },
  },
};
const table = new OperationTable([document, { "x-graph-versions": ["v25.0"], paths: {} }]);

describe("OperationTable", () => {
  it("orders versions by number", () => {
    expect(table.versions).toEqual(["v9.0", "v24.0", "v25.0"]);
  });

  it("has the operations of each version", () => {
    expect(table.operations("v24.0").map(({ operationId }) => operationId)).toEqual([
      "readNode",
      "writeNode",
      "readEdge",
      "readStatus",
    ]);
    expect(table.operations("v25.0")).toEqual([]);
    expect(table.operations("v1.0")).toEqual([]);
    expect(table.has("readEdge")).toBe(true);
    expect(table.has("readEdges")).toBe(false);
  });

  it("has paths on a host without versions apart", () => {
    const servers = [{ url: "https://api.example" }];
    const paths = {
      "/{node_id}/archive": { servers, parameters: [id], post: { operationId: "archiveNode" } },
      "/{address}": { servers, parameters: [{ ...id, name: "address" }], get: { operationId: "readAddress" } },
    };
    const mixed = new OperationTable([{ ...document, paths }]);
    expect(mixed.versions).toEqual(["v9.0", "v24.0"]);
    expect(mixed.match(unversioned, "/12/archive")).toMatchObject([{ values: { node_id: "12" } }]);
    expect(mixed.match(unversioned, "/12")).toEqual([]);
    expect(mixed.match("v24.0", "/12/archive")).toEqual([]);
    expect(mixed.match("v24.0", "/12")).toHaveLength(1);
    expect(mixed.has("archiveNode")).toBe(true);
  });

  it("reads a document when an operation is looked at for the first time", () => {
    let reads = 0;
    const read = () => {
      reads++;
      return document;
    };
    const unread = new OperationTable([{ outline: outlineOf(document), read }]);
    const [match] = unread.match("v24.0", "/12");
    expect(match?.route.examples).toEqual({ node_id: "12" });
    expect(match?.route.operations.get("GET")).toMatchObject({ operationId: "readNode", needsToken: true });
    expect(reads).toBe(0);
    const [known] = table.match("v24.0", "/12");
    for (const method of ["GET", "POST"]) {
      expect(match?.route.operations.get(method)).toEqual(known?.route.operations.get(method));
    }
    expect(match?.route.operations.get("GET")?.parameters).toHaveLength(2);
    expect(reads).toBe(2);
  });

  it("matches nothing for an unknown version or path", () => {
    expect(table.match("v1.0", "/12")).toEqual([]);
    expect(table.match("v24.0", "/12/edge/name")).toEqual([]);
    expect(table.match("v24.0", "/12/edgeXname")).toEqual([]);
    expect(table.match("v24.0", "/")).toEqual([]);
  });

  it("reads and decodes path parameters", () => {
    expect(table.match("v24.0", "/1%202/edge.name")[0]?.values).toEqual({ node_id: "1 2" });
    expect(table.match("v24.0", "/%E0%A4%A")[0]?.values).toEqual({ node_id: "%E0%A4%A" });
  });

  it("prefers a path that is written out", () => {
    expect(table.match("v24.0", "/status").map(({ route }) => route.template)).toEqual(["/status"]);
  });

  it("resolves parameters, of which those of the operation win", () => {
    const route = table.match("v24.0", "/12")[0]?.route;
    const operation = route?.operations.get("GET");
    expect(operation?.parameters.map(({ name, schema }) => [name, schema])).toEqual([
      ["node_id", { type: "string" }],
      ["limit", { type: "integer" }],
    ]);
    expect(operation?.parameters[0]?.["example"]).toBe("13");
  });

  it("reads the body and the response of a success", () => {
    const route = table.match("v24.0", "/12")[0]?.route;
    expect(route?.operations.get("GET")?.response).toEqual({
      status: 201,
      contentType: "application/json",
      schema: { type: "object" },
      example: { id: "12" },
    });
    expect(route?.operations.get("GET")?.requestBody).toBeUndefined();
    expect(route?.operations.get("POST")?.requestBody).toEqual({ required: true });
    expect(route?.operations.get("POST")?.response).toMatchObject({ status: 200, schema: {}, example: undefined });
  });

  it("reads a parameter that is sent as JSON, a response of another type, and that a call needs no token", () => {
    const schema = { type: "array" };
    const parameters = [{ name: "filtering", in: "query", content: { "application/json": { schema } } }];
    const responses = { "200": { content: { "image/png": { schema: { type: "string" } } } } };
    const get = { operationId: "readImage", security: [], parameters, responses };
    const [operation] = new OperationTable([
      { "x-graph-versions": ["v25.0"], paths: { "/image": { get } } },
    ]).operations("v25.0");
    expect(operation).toMatchObject({
      needsToken: false,
      parameters: [{ name: "filtering", schema, isJson: true }],
      response: { contentType: "image/png" },
    });
  });
});
