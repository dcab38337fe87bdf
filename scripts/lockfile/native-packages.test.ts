import { join } from "node:path";
import { expect, test } from "vitest";
import { readYaml } from "../specs/read-yaml.ts";
import { installedManifests, type Lockfile, missingOptional } from "./native-packages.ts";

const root = join(import.meta.dirname, "../..");
const installed = await installedManifests(root);

test("a binary missing in the lockfile is named with the package that requires it", () => {
  const lockfile = { snapshots: { "lint@1.0.0": { optionalDependencies: { "@lint/linux-x64": "1.0.0" } } } };
  const optionalDependencies = { "@lint/linux-x64": "1.0.0", "@lint/win32-x64": "1.0.0" };
  expect(missingOptional(lockfile, [{ name: "lint", version: "1.0.0", optionalDependencies }])).toEqual([
    "lint 1.0.0 requires @lint/win32-x64",
  ]);
});

test("a package is the same with other peers, and differs with another version", () => {
  const lockfile = {
    snapshots: { "lint@1.0.0(vite@8.0.0(yaml@2.0.0))": { optionalDependencies: { fsevents: "2.0.0" } } },
  };
  const manifest = { name: "lint", optionalDependencies: { fsevents: "2.0.0", other: "1.0.0" } };
  expect(
    missingOptional(lockfile, [
      { ...manifest, version: "1.0.0" },
      { ...manifest, version: "2.0.0" },
    ]),
  ).toEqual(["lint 1.0.0 requires other"]);
});

test("the manifests of tools with native binaries are read", () => {
  const names = installed
    .filter(({ optionalDependencies }) => optionalDependencies !== undefined)
    .map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["oxlint", "oxc-parser", "rolldown", "turbo", "typescript"]));
});

test("pnpm-lock.yaml holds the native binaries of every platform", async () => {
  const missing = missingOptional(await readYaml<Lockfile>(join(root, "pnpm-lock.yaml")), installed);
  expect(missing, "add them with `npx pnpm@12.21.0 install --fix-lockfile --lockfile-only`").toEqual([]);
});
