import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const problems = (file: string, paths: object, root: object = {}) =>
  problemsOf("file-name", { [`things/${file}`]: { paths, ...root } });
const since = (range: string) => ({ "x-graph-versions": { $ref: `../shared/versions.yaml#/${range}` } });

describe("file-name", () => {
  it("reports a file that is not named after the last literal segment", async () => {
    expect(await problems("part.yaml", { "/{thing_id}/parts": {} })).toEqual([
      "things/part.yaml#/paths/~1{thing_id}~1parts: Name the file parts.yaml instead of part.yaml: the name is the last literal segment or node (x-node) of /{thing_id}/parts, without a version if it describes the newest",
    ]);
  });

  it("reports each path that calls for another name", async () => {
    const found = await problems("media.yaml", {
      "/{phone_id}/media": {},
      "/{picture_id}": {},
      "/{phone_id}/files": {},
    });
    expect(found.map((problem) => problem.split(": ")[0])).toEqual([
      "things/media.yaml#/paths/~1{picture_id}",
      "things/media.yaml#/paths/~1{phone_id}~1files",
    ]);
  });

  it("reports a node that is named neither after its parameter nor after x-node", async () => {
    expect(await problems("thing.yaml", { "/{thing_id}": { "x-node": "item" } })).toHaveLength(1);
    expect(await problems("thing_id.yaml", { "/{thing_id}": {} })).toHaveLength(1);
  });

  it("reports an older shape without its first version, or with another one", async () => {
    const paths = { "/{thing_id}/parts": {} };
    for (const file of ["parts.yaml", "parts.v24.0.yaml"]) {
      expect(await problems(file, paths, since("until-v24.0"))).toEqual([
        `things/${file}#/paths/~1{thing_id}~1parts: Name the file parts.v23.0.yaml instead of ${file}: the name is the last literal segment or node of /{thing_id}/parts, then the first version of an older shape`,
      ]);
    }
  });

  it("reports a version in the name of the newest shape", async () => {
    expect(await problems("parts.v25.0.yaml", { "/{thing_id}/parts": {} }, since("since-v25.0"))).toHaveLength(1);
  });

  it("reports another file extension", async () => {
    expect(await problems("parts.yml", { "/{thing_id}/parts": {} })).toHaveLength(1);
  });

  it("accepts the last literal segment, wherever parameters stand", async () => {
    expect(await problems("access_token.yaml", { "/oauth/access_token": {} })).toEqual([]);
    expect(await problems("parts.yaml", { "/{thing_id}/parts": {}, "/{thing_id}/parts/{part_code}": {} })).toEqual([]);
  });

  it("accepts the parameter of a node without _id, or its x-node", async () => {
    expect(await problems("thing.yaml", { "/{thing_id}": {} })).toEqual([]);
    expect(await problems("media.yaml", { "/{phone_id}/media": {}, "/{media_id}": {} })).toEqual([]);
    expect(await problems("item.yaml", { "/{thing_id}": { "x-node": "item" } })).toEqual([]);
    expect(await problems("thing.yaml", { "/things/{thing_id}": { "x-node": "thing" } })).toEqual([]);
  });

  it("accepts an older shape with the first version it describes", async () => {
    expect(await problems("parts.v23.0.yaml", { "/{thing_id}/parts": {} }, since("until-v24.0"))).toEqual([]);
    expect(await problems("parts.yaml", { "/{thing_id}/parts": {} }, since("since-v25.0"))).toEqual([]);
  });

  it("leaves the version to graph-versions where none is described", async () => {
    const unversioned = { "x-graph-versions": undefined };
    expect(await problems("parts.v23.0.yaml", { "/{thing_id}/parts": {} }, unversioned)).toEqual([]);
    expect(await problems("part.yaml", { "/{thing_id}/parts": {} }, unversioned)).toHaveLength(1);
  });

  it("leaves a document of webhooks alone", async () => {
    expect(await problemsOf("file-name", { "things/anything.yaml": { webhooks: { arrived: {} } } })).toEqual([]);
  });
});
