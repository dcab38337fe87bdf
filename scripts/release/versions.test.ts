import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listPackages } from "../specs/packages.ts";
import { createScratch, type Scratch } from "./scratch.test-support.ts";

let scratch: Scratch;
let packages: string[];

beforeAll(async () => {
  scratch = await createScratch();
  packages = await listPackages(scratch.root);
  scratch.commit();
}, 60_000);
beforeEach(() => scratch.restore());
afterAll(() => rm(scratch.root, { recursive: true }));

/** Releases packages, which all have a version, with one changeset. */
async function releaseFrom(version: string, changes: Record<string, string>): Promise<Record<string, string>> {
  for (const name of packages) {
    const file = join(scratch.root, "packages", name, "package.json");
    const manifest = JSON.parse(await readFile(file, "utf8"));
    await writeFile(file, `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  }
  await scratch.addChangeset(changes);
  const { status, output } = await scratch.run("changeset", ["version"]);
  expect(status, output).toBe(0);
  const versions = packages.map(async (name) => [name, JSON.parse(await readPackage(name, "package.json")).version]);
  return Object.fromEntries(await Promise.all(versions));
}

const readPackage = (name: string, file: string) => readFile(join(scratch.root, "packages", name, file), "utf8");
const all = (version: string) => Object.fromEntries(packages.map((name) => [name, version]));

test("the first release of every package is 0.1.0", async () => {
  expect(await releaseFrom("0.0.0", all("minor"))).toEqual(all("0.1.0"));
});

test("a patch of the runtime changes no other package: ranges allow it", async () => {
  expect(await releaseFrom("0.1.0", { runtime: "patch" })).toEqual({ ...all("0.1.0"), runtime: "0.1.1" });
});

test("a minor of the runtime patches what depends on it, and changelogs name it once", async () => {
  const versions = await releaseFrom("0.1.0", { runtime: "minor" });
  expect(versions).toMatchObject({ runtime: "0.2.0", messages: "0.1.1", otel: "0.1.1", webhooks: "0.1.0" });
  expect(new Set(Object.values(versions))).toEqual(new Set(["0.2.0", "0.1.1", "0.1.0"]));
  expect(await readPackage("runtime", "CHANGELOG.md")).toMatch(
    /## 0\.2\.0\n\n### Minor Changes\n\n- [0-9a-f]{7}: It reads books\.\n/,
  );
  expect(await readPackage("messages", "CHANGELOG.md")).toBe(
    "# @openwaba/messages\n\n## 0.1.1\n\n### Patch Changes\n\n- Updated dependencies\n  - @openwaba/runtime@0.2.0\n",
  );
});
