import { describe, expect, it } from "vitest";
import { type Files, problemsOf } from "./lib/lint.test-support.ts";

const paths = { "/{thing_id}/parts": { get: { operationId: "listParts" } } };
const range = (name: string) => ({ $ref: `../shared/versions.yaml#/${name}` });
const problems = (files: Files) => problemsOf("graph-versions", files);
const operation = "#/paths/~1{thing_id}~1parts/get";

describe("graph-versions", () => {
  it("reports a document that does not say what it describes", async () => {
    const message =
      "Set x-graph-versions to the versions that the document describes: a list such as [v25.0], or a $ref to ../shared/versions.yaml";
    expect(await problems({ "things/parts.yaml": { paths, "x-graph-versions": undefined } })).toEqual([
      `things/parts.yaml#/openapi: ${message}`,
    ]);
    for (const versions of [[], "v25.0", range("nowhere")]) {
      expect(await problems({ "things/parts.yaml": { paths, "x-graph-versions": versions } })).toEqual([
        `things/parts.yaml#/x-graph-versions: ${message}`,
      ]);
    }
  });

  it("reports a version that the server does not offer", async () => {
    const versions = ["v22.0", "v23.0", "v24.0", "v25.0"];
    expect(await problems({ "things/parts.yaml": { paths, "x-graph-versions": versions } })).toEqual([
      "things/parts.yaml#/x-graph-versions: Remove v22.0 from x-graph-versions: not in the enum of the server variable version",
    ]);
  });

  it("reports paths on a server without a version", async () => {
    const message = "Add a variable `version` with an enum to the server: the paths have no version";
    const servers = [{ url: "https://graph.example.org/v25.0" }];
    expect(await problems({ "things/parts.yaml": { paths, servers } })).toEqual([
      `things/parts.yaml#/servers: ${message}`,
    ]);
    expect(await problems({ "things/parts.yaml": { paths, servers: undefined } })).toEqual([
      `things/parts.yaml#/openapi: ${message}`,
    ]);
  });

  it("reports unknown supported versions", async () => {
    expect(
      await problems({
        "shared/versions.yaml": { server: { url: "/" } },
        "things/parts.yaml": { webhooks: {}, "x-graph-versions": ["v25.0"] },
      }),
    ).toEqual([
      "things/parts.yaml#/x-graph-versions: The supported versions are unknown: list them in ../shared/versions.yaml, for example all: [v25.0]",
    ]);
  });

  it("reports an operation that no document describes for a version", async () => {
    expect(await problems({ "things/parts.yaml": { paths, "x-graph-versions": range("since-v25.0") } })).toEqual([
      `things/parts.yaml${operation}: Describe GET /{thing_id}/parts for v23.0, v24.0: extend x-graph-versions here, or add a document for the other shape`,
    ]);
  });

  it("names the other document when both together leave out a version", async () => {
    const found = await problems({
      "things/parts.yaml": { paths, "x-graph-versions": range("since-v25.0") },
      "things/parts.v23.0.yaml": { paths, "x-graph-versions": ["v23.0"] },
    });
    const rest = "or add a document for the other shape";
    expect(found).toEqual([
      `things/parts.yaml${operation}: Describe GET /{thing_id}/parts for v24.0: extend x-graph-versions here or in things/parts.v23.0.yaml, ${rest}`,
      `things/parts.v23.0.yaml${operation}: Describe GET /{thing_id}/parts for v24.0: extend x-graph-versions here or in things/parts.yaml, ${rest}`,
    ]);
  });

  it("reports an operation that two documents describe for a version, wherever they lie", async () => {
    const found = await problems({
      "things/parts.yaml": { paths },
      "others/parts.yaml": { paths, "x-graph-versions": range("until-v24.0") },
    });
    expect(found).toEqual([
      `things/parts.yaml${operation}: Describe GET /{thing_id}/parts once for v23.0, v24.0: others/parts.yaml describes it too`,
      `others/parts.yaml${operation}: Describe GET /{thing_id}/parts once for v23.0, v24.0: things/parts.yaml describes it too`,
    ]);
  });

  it("accepts an operation that is described once for each version", async () => {
    const found = await problems({
      "things/parts.yaml": { paths, "x-graph-versions": range("since-v25.0") },
      "things/parts.v23.0.yaml": { paths, "x-graph-versions": range("until-v24.0") },
      "others/parts.yaml": { paths: { "/{other_id}/parts": { get: { operationId: "listOtherParts" } } } },
    });
    expect(found).toEqual([]);
  });

  it("accepts webhooks without a server", async () => {
    const webhooks = { arrived: { post: { operationId: "arrived" } } };
    expect(await problems({ "webhooks/webhooks.yaml": { webhooks, servers: undefined } })).toEqual([]);
  });
});
