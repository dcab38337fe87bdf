import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleProgram } from "./bundle.ts";

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "bundle-")));
  await install("pure", { sideEffects: false });
  await install("busy", {});
});
afterAll(() => rm(folder, { recursive: true }));

async function install(name: string, manifest: object): Promise<void> {
  const target = join(folder, "node_modules", name);
  await mkdir(target, { recursive: true });
  await writeFile(
    join(target, "package.json"),
    JSON.stringify({ name, type: "module", exports: "./index.js", ...manifest }),
  );
  const code = `
    export const short = () => "short";
    export const long = () => "${"long ".repeat(100)}";
    globalThis.started = true;`;
  await writeFile(join(target, "index.js"), code);
}

const sizeOf = async (code: string) => (await bundleProgram(folder, code)).minified;

test("bundleProgram() rejects a program whose imports are not built", async () => {
  await expect(bundleProgram(folder, 'import { one } from "absent"; one();')).rejects.toThrow(
    /absent was not found, run `pnpm build`/,
  );
});

test("bundleProgram() fails on a name that a package does not export", async () => {
  await expect(bundleProgram(folder, 'import { other } from "pure"; other();')).rejects.toThrow(
    /"other" is not exported/,
  );
});

test("bundleProgram() counts only what a program uses", async () => {
  const short = await sizeOf('import { short } from "pure"; console.log(short());');
  const both = await sizeOf('import { long, short } from "pure"; console.log(long(), short());');
  expect(both - short).toBeGreaterThan(500);
});

test("bundleProgram() counts nothing for an import of types, unless its package has side effects", async () => {
  const types = (name: string) =>
    `import { type short } from "${name}"; import "${name}"; export type Short = typeof short;`;
  expect(await bundleProgram(folder, types("pure"))).toEqual({ minified: 0, gzipped: 0 });
  expect(await sizeOf(types("busy"))).toBeGreaterThan(10);
});
