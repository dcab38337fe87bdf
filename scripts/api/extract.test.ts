import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listEntries } from "./entries.ts";
import { extractReports } from "./extract.ts";

const repository = join(import.meta.dirname, "../..");

async function scratch(declarations: Record<string, string>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "extract-")));
  onTestFinished(() => rm(root, { recursive: true }));
  const exports = {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./node": { types: "./dist/node.d.ts", default: "./dist/node.js" },
    "./openapi/*": "./openapi/*",
  };
  const files = {
    "packages/book/package.json": JSON.stringify({ name: "@openwaba/book", type: "module", exports }),
    ...Object.fromEntries(Object.entries(declarations).map(([file, text]) => [`packages/book/dist/${file}`, text])),
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  await mkdir(join(root, "node_modules"));
  await symlink(join(repository, "node_modules/@types"), join(root, "node_modules/@types"));
  return root;
}

const reportsOf = async (declarations: Record<string, string>) =>
  extractReports(await listEntries(await scratch(declarations)));

test("extractReports() rejects an entry that is not built", async () => {
  await expect(reportsOf({ "index.d.ts": "export {};" })).rejects.toThrow(
    "Cannot report the API of @openwaba/book/node: it is not built, run `pnpm build`",
  );
});

test("extractReports() reports the exports of each entry, and the types that they use", async () => {
  const reports = await reportsOf({
    "index.d.ts": 'export { type Options, read } from "./read.ts";',
    "read.d.ts": `interface Hidden {
    deep?: boolean;
}
export interface Options extends Hidden {
    limit?: number;
}
export declare function read(options: Options): string;
export declare const internal: 1;`,
    "node.d.ts": 'import type { Server } from "node:http";\nexport declare function listen(): Server;',
  });
  expect([...reports.keys()]).toEqual(["book.api.md", "book.node.api.md"]);
  const main = reports.get("book.api.md");
  expect(main).toContain("# @openwaba/book\n");
  expect(main).toContain(
    "interface Hidden {\n    deep?: boolean;\n}\n\nexport interface Options extends Hidden {\n    limit?: number;\n}",
  );
  expect(main).toContain("export function read(options: Options): string;");
  expect(main).not.toContain("internal");
  expect(reports.get("book.node.api.md")).toContain("export function listen(): Server;");
});
