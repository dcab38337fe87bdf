import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const problems = (paths: object) => problemsOf("path-parameters-snake-case", { "things/parts.yaml": { paths } });
const parameter = (name: string, place = "path") => ({ name, in: place, schema: { type: "string" } });

describe("path-parameters-snake-case", () => {
  it("reports another spelling in the template, at each path", async () => {
    expect(await problems({ "/{thing_id}/{Part-ID}": {}, "/{partId}": {} })).toEqual([
      "things/parts.yaml#/paths/~1{thing_id}~1{Part-ID}: Write the path parameter {Part-ID} in snake_case: /{thing_id}/{Part-ID}",
      "things/parts.yaml#/paths/~1{partId}: Write the path parameter {partId} in snake_case: /{partId}",
    ]);
  });

  it("reports another spelling in the parameter", async () => {
    expect(await problems({ "/{part_id}": { parameters: [parameter("partId")] } })).toEqual([
      "things/parts.yaml#/paths/~1{part_id}/parameters/0/name: Write the name of the path parameter partId in snake_case",
    ]);
  });

  it("accepts snake_case, and any name outside of paths", async () => {
    expect(
      await problems({ "/{part_id}/2d/{code}": { parameters: [parameter("part_id"), parameter("X-Part", "header")] } }),
    ).toEqual([]);
  });
});
