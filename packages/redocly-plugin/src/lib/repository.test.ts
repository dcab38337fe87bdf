import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { repositoryOf } from "./repository.ts";

const folders: string[] = [];

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "specs-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const parts =
  "x-graph-versions: { $ref: ../shared/versions.yaml#/since }\npaths: { /parts: { get: { operationId: listParts } } }";
const part = { name: "GET /parts", operationId: "listParts", file: join("things", "parts.yaml"), versions: ["v2.0"] };

describe("repositoryOf()", () => {
  it("knows no supported version where shared/versions.yaml has none", () => {
    const cases: Record<string, string>[] = [
      { "things/parts.yaml": "paths: {}" },
      { "things/parts.yaml": "", "shared/versions.yaml": "all: v1.0" },
    ];
    for (const files of cases) {
      expect(repositoryOf(join(folderOf(files), "things", "parts.yaml"))).toEqual({ supported: [], operations: [] });
    }
  });

  it("reads past a document that is not YAML", () => {
    const folder = folderOf({
      "shared/versions.yaml": "since: [v2.0]",
      "things/broken.yaml": "paths: [",
      "things/parts.yaml": parts,
    });
    expect(repositoryOf(join(folder, "things", "broken.yaml")).operations).toEqual([part]);
  });

  it("reads the documents of every domain, and neither shared parts nor other files", () => {
    const folder = folderOf({
      "shared/versions.yaml": "all: [v1.0, v2.0]\nsince: [v2.0]\npaths: { /none: { get: {} } }",
      "README.md": "Specs",
      "things/notes.md": "paths: { /none: { get: {} } }",
      "things/parts.yaml": parts,
      "others/webhooks.yaml": "x-graph-versions: [v1.0]\nwebhooks: { arrived: { post: {} } }",
    });
    expect(repositoryOf(join(folder, "things", "parts.yaml"))).toEqual({
      supported: ["v1.0", "v2.0"],
      operations: [
        {
          name: "POST webhook arrived",
          operationId: undefined,
          file: join("others", "webhooks.yaml"),
          versions: ["v1.0"],
        },
        part,
      ],
    });
  });

  it("follows the references of a path, but stops at circular ones", () => {
    const folder = folderOf({
      "shared/paths.yaml": "parts: { get: { operationId: listParts } }",
      "things/parts.yaml":
        "x-graph-versions: [v2.0]\npaths: { /a: { $ref: '#/paths/~1b' }, /b: { $ref: ../shared/paths.yaml#/parts }, /c: { $ref: '#/paths/~1c' } }",
    });
    const { operations } = repositoryOf(join(folder, "things", "parts.yaml"));
    expect(operations.map(({ name, operationId }) => [name, operationId])).toEqual([
      ["GET /a", "listParts"],
      ["GET /b", "listParts"],
    ]);
  });

  it("reads a spec folder once", () => {
    const folder = folderOf({ "things/parts.yaml": parts });
    const first = repositoryOf(join(folder, "things", "parts.yaml"));
    writeFileSync(join(folder, "things", "parts.yaml"), "paths: {}");
    expect(repositoryOf(join(folder, "things", "parts.yaml"))).toBe(first);
    expect(first.operations).toHaveLength(1);
  });
});
