import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Job {
  needs?: string;
  permissions?: Record<string, string>;
  steps: Step[];
}

const repository = join(import.meta.dirname, "../..");
const read = (path: string) => readFile(join(repository, path), "utf8");
const workflow: { permissions: Record<string, string>; jobs: { gate: Job; release: Job } } = parse(await read(".github/workflows/release.yml"));
const manifest: { packageManager: string; scripts: Record<string, string> } = JSON.parse(await read("package.json"));
const { gate, release } = workflow.jobs;
const action = release.steps.find(({ uses }) => uses?.startsWith("changesets/action@"));

test("nothing is published before the gate has passed", () => {
  expect(release.needs).toBe("gate");
  expect(gate.steps.map(({ run }) => run)).toContain(".ci/run");
});

test("only the job that publishes may write, and npm trusts it by its identity instead of a token", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(gate.permissions).toBeUndefined();
  expect(release.permissions).toEqual({ contents: "write", "pull-requests": "write", "id-token": "write" });
  expect(JSON.stringify(release)).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
});

test("the changelogs find the commits of their changesets", () => {
  expect(release.steps.find(({ uses }) => uses?.startsWith("actions/checkout@"))?.with).toMatchObject({ "fetch-depth": 0 });
});

test("the versions and the publishing are those of `pnpm release`, by the pnpm of the repository", () => {
  // version 2 belongs to version 3 of the command line, and takes no other names for its inputs
  expect(action?.uses).toBe("changesets/action@v2");
  expect(action?.with).toMatchObject({
    "version-script": `npx -y ${manifest.packageManager} run release version`,
    "publish-script": `npx -y ${manifest.packageManager} run release publish`,
  });
  expect(manifest.scripts["release"]).toBe("node scripts/release.ts");
});

test("provenance is asked for in words that pnpm hears: without a workflow to prove, it refuses to publish", async () => {
  const folder = await mkdtemp(join(tmpdir(), "provenance-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "package.json"), '{ "name": "@openwaba/nothing", "version": "0.0.1" }');
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CI|GITHUB_.*|ACTIONS_.*|p?npm_.*)$/i.test(name)));
  const output = await new Promise<string>((resolve) => {
    const words = ["publish", "--no-git-checks", "--json", "--registry", "http://127.0.0.1:9/"];
    execFile("pnpm", words, { cwd: folder, env: { ...kept, ...action?.env } }, (_, stdout) => resolve(stdout));
  });
  expect(output).toContain("ERR_PNPM_PROVENANCE_UNSUPPORTED_PROVIDER");
});
