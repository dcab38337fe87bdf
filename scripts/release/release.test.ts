import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { listPackages } from "../specs/packages.ts";
import { type EmptyRegistry, startEmptyRegistry } from "./registry.test-support.ts";
import { createScratch, packageOf, type Scratch } from "./scratch.test-support.ts";

const minutes = 60_000;

let scratch: Scratch;
let registry: EmptyRegistry;

/** Runs `pnpm release` and returns its output. */
function release(words: string[], expected: { status: number }): Promise<string> {
  const environment = { PNPM_CONFIG_REGISTRY: registry.url };
  return run(["node", "scripts/release.ts", ...words], expected, environment);
}

async function run(
  [command = "", ...words]: string[],
  expected: { status: number },
  environment?: Record<string, string>,
): Promise<string> {
  const { status, output } = await scratch.run(command, words, environment);
  expect(status, output).toBe(expected.status);
  return output;
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(join(scratch.root, path), "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`Cannot edit ${path}: its text is not what the test expects`);
  await writeFile(join(scratch.root, path), changed);
}

beforeAll(async () => {
  registry = await startEmptyRegistry();
  scratch = await createScratch();
  // one package is enough to show that the check runs
  await edit("packages/every-package.test.ts", (text) => text.replace("await listPackages(root)", '["otel"]'));
  await run(["node", "scripts/generate.ts"], { status: 0 });
  await run(["turbo", "run", "build", "--filter=!@openwaba/docs"], { status: 0 });
  await run(["node", "scripts/api.ts"], { status: 0 });
  scratch.commit();
}, 4 * minutes);
afterEach(() => scratch.restore());
afterAll(async () => {
  registry.stop();
  await rm(scratch.root, { recursive: true });
});

test("pnpm release rejects a step that does not exist", async () => {
  expect(await release(["constructor"], { status: 1 })).toBe(
    "Cannot run pnpm release: unknown command constructor; usage: pnpm release <check|pack>\n",
  );
});

describe("pnpm release pack", () => {
  test("packs nothing while there are changesets, and does not fail", async () => {
    await scratch.addChangeset({ otel: "minor" });
    expect(await release(["pack"], { status: 0 })).toBe(
      "Nothing to pack: there are changesets, and their versions must be written first\n",
    );
    expect(existsSync(join(scratch.root, "packed"))).toBe(false);
  });

  test(
    "rebuilds, checks, and packs every version that the registry lacks, in the order of their dependencies",
    async () => {
      await writeFile(join(scratch.root, "packages/otel/dist/stale.js"), "x".repeat(10_000));
      await release(["pack"], { status: 0 });
      const { plan } = JSON.parse(await readFile(join(scratch.root, "packed/publish-plan.json"), "utf8"));
      const packed: { name: string; kind: string; tarball: { path: string } }[] = plan.flat();
      const names = packed.map(({ name }) => name);
      expect(names.toSorted()).toEqual((await listPackages(scratch.root)).map(packageOf).toSorted());
      expect(names.indexOf("@openwaba/runtime")).toBeLessThan(names.indexOf("@openwaba/messages"));
      for (const { kind, tarball } of packed)
        expect([kind, existsSync(join(scratch.root, "packed", tarball.path))]).toEqual(["publish", true]);
      expect(registry.requests.filter((request) => !/^GET \/(@openwaba|openwaba)\b/.test(request))).toEqual([]);
      expect((await scratch.run("git", ["status", "--porcelain"])).output).toBe("");
    },
    4 * minutes,
  );
});

describe("pnpm release check rejects", () => {
  test("generated files that differ from the specs", async () => {
    await edit("packages/runtime/src/generated/versions.ts", (text) => `${text}// stale\n`);
    const output = await release(["check"], { status: 1 });
    expect(output).toContain("changed  packages/runtime/src/generated/versions.ts");
    expect(output).toMatch(/Cannot release: generated files differ from the specs, see above\n$/);
  });

  test(
    "a public API that was not reviewed",
    async () => {
      await edit("docs/api/otel.api.md", (text) => text.replace("captureIds?: boolean", "captureIds: boolean"));
      const output = await release(["check"], { status: 1 });
      expect(output).toContain("-    captureIds: boolean;\n+    captureIds?: boolean;");
      expect(output).toContain("run `pnpm api` and commit docs/api");
    },
    4 * minutes,
  );

  test(
    "a tarball over its budget",
    async () => {
      await edit("packages/otel/src/index.ts", (text) => `${text}\nconsole.debug("${"x".repeat(10_000)}");\n`);
      expect(await release(["check"], { status: 1 })).toMatch(
        /packages\/otel ships \d+ bytes of code, \d+ more than its budget/,
      );
    },
    4 * minutes,
  );

  test(
    "a package that fails the checks for publishing",
    async () => {
      await edit("packages/otel/README.md", (text) => text.replace("```ts", "```ts\nconst wrong: string = 1;"));
      expect(await release(["check"], { status: 1 })).toMatch(
        /Cannot release: a package fails the checks for publishing, see above\n$/,
      );
    },
    4 * minutes,
  );
});
