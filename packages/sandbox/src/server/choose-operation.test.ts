import { describe, expect, it } from "vitest";
import { chooseOperation, type Nodes } from "./choose-operation.ts";
import { OperationTable } from "./operations.ts";
import { failureOf } from "../sandbox.test-support.ts";

function path(name: string, example: string, methods: Record<string, string>) {
  const parameters = [{ name, in: "path", schema: {}, example }];
  return {
    parameters,
    ...Object.fromEntries(Object.entries(methods).map(([method, operationId]) => [method, { operationId }])),
  };
}

const versions = { "x-graph-versions": ["v25.0"] };
const table = new OperationTable([
  { ...versions, paths: { "/{number_id}": path("number_id", "1", { get: "readNumber", delete: "removeNumber" }) } },
  { ...versions, paths: { "/{account_id}": path("account_id", "2", { get: "readAccount", post: "writeAccount" }) } },
  { ...versions, paths: { "/{flow_id}": path("flow_id", "3", { get: "readFlow" }) } },
  { ...versions, paths: { "/{flow_id}/assets": path("flow_id", "3", { get: "listAssets" }) } },
  { ...versions, paths: { "/{number_id}/code": path("number_id", "1", { post: "requestCode" }) } },
  { ...versions, paths: { "/status": { get: { operationId: "readStatus" } } } },
]);
const nodes: Nodes = { number_id: (id) => id === "10", account_id: (id) => id === "20" };

function choose(method: string, address: string) {
  const { operation, path: values } = chooseOperation(table.match("v25.0", address), method, nodes);
  return [operation.operationId, values];
}

describe("chooseOperation()", () => {
  it("rejects an id that no kind of node has", () => {
    expect(failureOf(() => choose("GET", "/99"))).toContain("Unsupported get request: object '99'");
    expect(failureOf(() => choose("POST", "/99/code"))).toContain("Unsupported post request: object '99'");
  });

  it("rejects a method that the node does not support and names those it does", () => {
    expect(failureOf(() => choose("POST", "/10"))).toBe(
      "(#100) Unsupported method POST for /{number_id}: allowed here are GET, DELETE",
    );
    expect(failureOf(() => choose("PUT", "/status"))).toBe(
      "(#100) Unsupported method PUT for /status: allowed here are GET",
    );
  });

  it("prefers a stored node to an example with the same id", () => {
    const kept: Nodes = { ...nodes, number_id: (id) => id === "3" };
    const { operation } = chooseOperation(table.match("v25.0", "/3"), "GET", kept);
    expect(operation.operationId).toBe("readNumber");
  });

  it("chooses by the kind of node that has the id", () => {
    expect(choose("GET", "/10")).toEqual(["readNumber", { number_id: "10" }]);
    expect(choose("GET", "/20")).toEqual(["readAccount", { account_id: "20" }]);
  });

  it("finds a node that no domain stores by the id in its example", () => {
    expect(choose("GET", "/3")).toEqual(["readFlow", { flow_id: "3" }]);
  });

  it("accepts every id of a node that no domain stores if no other kind has the path", () => {
    expect(choose("GET", "/99/assets")).toEqual(["listAssets", { flow_id: "99" }]);
  });

  it("accepts a path without an id", () => {
    expect(choose("GET", "/status")).toEqual(["readStatus", {}]);
  });
});
