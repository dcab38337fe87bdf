import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readTarball } from "./tarball.ts";

async function scratch(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "tarball-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const all = {
    "pnpm-workspace.yaml": "packages: [packages/*]\n",
    LICENSE: "MIT",
    "packages/book/package.json": '{"name":"book","version":"1.0.0","files":["dist","openapi"]}',
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

test("readTarball() rejects a package that is not built", async () => {
  const root = await scratch({});
  await expect(readTarball(root, "book")).rejects.toThrow(
    "Cannot measure packages/book: it is not built, run `pnpm build`",
  );
});

test("readTarball() lists files that no user needs", async () => {
  const root = await scratch({
    "packages/book/dist/index.js": "export {};",
    "packages/book/dist/cache.tsbuildinfo": "{}",
  });
  expect((await readTarball(root, "book")).unexpected).toEqual(["dist/cache.tsbuildinfo"]);
});

test("readTarball() counts published files by kind, including the licence of the repository", async () => {
  const root = await scratch({
    "packages/book/dist/index.js": "12345",
    "packages/book/dist/generated/index.d.ts": "1234",
    "packages/book/openapi/v25.0/books.json": "123",
    "packages/book/README.md": "12",
    "packages/book/src/index.ts": "not published",
  });
  const { bytes, files, unexpected } = await readTarball(root, "book");
  expect({ files, unexpected }).toEqual({ files: 6, unexpected: [] });
  expect(bytes).toEqual({ code: 5, types: 4, documents: 3, page: 0, metadata: 2 + "MIT".length + 60 });
});
