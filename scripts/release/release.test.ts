import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { listPackages } from "../specs/packages.ts";
import type { Outcome } from "../lib/run.ts";
import { type EmptyRegistry, startEmptyRegistry } from "./registry.test-support.ts";
import { createScratch, type Scratch } from "./scratch.test-support.ts";

const minutes = 60_000;
const token = "npm_abcdefghijklmnopqrstuvwxyz0123456789";

let scratch: Scratch;
let registry: EmptyRegistry;

const release = (...words: string[]): Promise<Outcome> =>
  scratch.run("node", ["scripts/release.ts", ...words], {
    PNPM_CONFIG_REGISTRY: registry.url,
    PNPM_CONFIG_NPMRC_AUTH_FILE: join(scratch.root, "node_modules/auth"),
  });

const expectSuccess = async (outcome: Promise<Outcome>) => {
  const { status, output } = await outcome;
  expect(status, output).toBe(0);
  return output;
};

const expectRefusal = async (outcome: Promise<Outcome>) => {
  const { status, output } = await outcome;
  expect(status, output).toBe(1);
  return output;
};

beforeAll(async () => {
  registry = await startEmptyRegistry();
  scratch = await createScratch();
  // one package is enough to show that the check runs
  await scratch.edit("packages/every-package.test.ts", (text) => text.replace("await listPackages(root)", '["otel"]'));
  await expectSuccess(scratch.run("node", ["scripts/generate.ts"]));
  await expectSuccess(scratch.run("turbo", ["run", "build"]));
  await expectSuccess(scratch.run("node", ["scripts/api.ts"]));
  await writeFile(join(scratch.root, "node_modules/auth"), `//${registry.host}/:_authToken=${token}\n`);
  scratch.commit();
  scratch.mark();
}, 4 * minutes);
afterEach(() => {
  scratch.restore();
  registry.requests.length = 0;
});
afterAll(async () => {
  registry.close();
  await scratch.remove();
});

describe("pnpm release pack", () => {
  test("packs nothing while there are changesets, and does not fail", async () => {
    await writeFile(
      join(scratch.root, ".changeset/change.md"),
      '---\n"@openwaba/otel": minor\n---\n\nIt reads books.\n',
    );
    scratch.commit();
    expect(await expectSuccess(release("pack"))).toBe(
      "Nothing to pack: there are changesets, and their versions must be written first\n",
    );
    expect(existsSync(join(scratch.root, "packed"))).toBe(false);
  });

  test(
    "packs every version that the registry lacks, in the order of their dependencies",
    async () => {
      await expectSuccess(release("pack"));
      const { plan } = JSON.parse(await readFile(join(scratch.root, "packed/publish-plan.json"), "utf8"));
      const packed: { name: string; kind: string; tarball: { path: string } }[] = plan.flat();
      const names = packed.map(({ name }) => name);
      expect(names.toSorted()).toEqual(
        (await listPackages(scratch.root)).map((name) => `@openwaba/${name}`).toSorted(),
      );
      expect(names.indexOf("@openwaba/runtime")).toBeLessThan(names.indexOf("@openwaba/messages"));
      for (const { kind, tarball } of packed)
        expect([kind, existsSync(join(scratch.root, "packed", tarball.path))]).toEqual(["publish", true]);
      expect(registry.requests.filter((request) => !request.startsWith("GET /@openwaba"))).toEqual([]);
    },
    4 * minutes,
  );
});

describe("pnpm release rejects", () => {
  test("a step that does not exist", async () => {
    expect(await expectRefusal(release("constructor"))).toBe(
      "Cannot run pnpm release: unknown command constructor; usage: pnpm release [version|check|pack|publish]\n",
    );
  });

  test.each([["version"], ["publish"], ["publish", "--dry-run"], []])("uncommitted changes: %j", async (...words) => {
    await writeFile(join(scratch.root, "packages/otel/src/new.ts"), "export {};\n");
    const output = await expectRefusal(release(...words));
    expect(output).toBe("Cannot release: commit or stash what is not committed:\n?? packages/otel/src/new.ts\n");
  });

  test("publishing while there are changesets: their versions would be missing", async () => {
    await writeFile(
      join(scratch.root, ".changeset/change.md"),
      '---\n"@openwaba/otel": minor\n---\n\nIt reads books.\n',
    );
    scratch.commit();
    expect(await expectRefusal(release("publish"))).toContain(
      "Cannot publish: there are changesets, so run `pnpm release version`",
    );
  });

  test.each([["publish"], []])(
    "publishing without an account of the registry, and prints no token: %j",
    async (...words) => {
      const output = await expectRefusal(release(...words));
      expect(output).toContain(`Cannot publish: no account of ${registry.host} is logged in, run \`npm login\``);
      expect(output).not.toContain(token);
      expect(registry.requests).toEqual(["GET /-/whoami"]);
      expect((await scratch.run("git", ["status", "--porcelain"])).output).toBe("");
    },
  );

  test("generated files that differ from the specs", async () => {
    await scratch.edit("packages/runtime/src/generated/versions.ts", (text) => `${text}// stale\n`);
    const output = await expectRefusal(release("check"));
    expect(output).toContain("changed  packages/runtime/src/generated/versions.ts");
    expect(output).toMatch(/Cannot release: generated files differ from the specs, see above\n$/);
  });

  test(
    "a public API that was not reviewed",
    async () => {
      await scratch.edit("docs/api/otel.api.md", (text) => text.replace("captureIds?: boolean", "captureIds: boolean"));
      const output = await expectRefusal(release("check"));
      expect(output).toContain("-    captureIds: boolean;\n+    captureIds?: boolean;");
      expect(output).toContain("run `pnpm api` and commit docs/api");
    },
    4 * minutes,
  );

  test(
    "a tarball over its budget",
    async () => {
      await scratch.edit("packages/otel/src/index.ts", (text) => `${text}\nconsole.debug("${"x".repeat(10_000)}");\n`);
      const output = await expectRefusal(release("check"));
      expect(output).toMatch(/packages\/otel ships \d+ bytes of code, \d+ more than its budget/);
    },
    4 * minutes,
  );

  test(
    "a package that fails the checks for publishing",
    async () => {
      await scratch.edit("packages/otel/README.md", (text) => text.replace("```ts", "```ts\nconst wrong: string = 1;"));
      expect(await expectRefusal(release("check"))).toMatch(
        /Cannot release: a package fails the checks for publishing, see above\n$/,
      );
    },
    4 * minutes,
  );
});

test(
  "pnpm release --dry-run rebuilds, checks, lists what would be published, and publishes nothing",
  async () => {
    await writeFile(join(scratch.root, "packages/otel/dist/stale.js"), "x".repeat(10_000));
    const output = await expectSuccess(release("--dry-run"));
    for (const name of await listPackages(scratch.root)) {
      expect(output).toMatch(
        new RegExp(`^Would publish @openwaba/${name} \\d+\\.\\d+\\.\\d+: \\d+ files, [\\d.]+ kB unpacked$`, "m"),
      );
    }
    expect(registry.requests.filter((request) => !request.startsWith("GET /@openwaba"))).toEqual([]);
    expect((await scratch.run("git", ["status", "--porcelain"])).output).toBe("");
  },
  4 * minutes,
);
