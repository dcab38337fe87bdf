import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { reportMissing } from "../lib/missing.ts";
import { readYaml } from "../specs/read-yaml.ts";
import { runToEnd } from "../lib/run.ts";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Job {
  needs?: string;
  if?: string;
  permissions?: Record<string, string>;
  steps: Step[];
}

const repository = join(import.meta.dirname, "../..");
const workflow = await readYaml<{
  permissions: Record<string, string>;
  jobs: Record<"gate" | "versions" | "pack" | "publish" | "tag", Job>;
}>(join(repository, ".github/workflows/release.yml"));
const manifest: { packageManager: string; scripts: Record<string, string> } = JSON.parse(
  await readFile(join(repository, "package.json"), "utf8"),
);
const { gate, versions, pack, publish, tag } = workflow.jobs;
const commands = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);
const actions = ({ steps }: Job) => steps.flatMap(({ uses }) => uses?.split("@")[0] ?? []);

test("nothing is packed or published before the gate has passed", () => {
  expect([versions.needs, pack.needs, publish.needs, tag.needs]).toEqual(["gate", "gate", "pack", "publish"]);
  expect(commands(gate)).toContain(".ci/run");
  expect(publish.if).toContain("needs.pack.outputs.packed == 'true'");
});

test("each job has only the permissions that it needs", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect([gate.permissions, pack.permissions]).toEqual([undefined, undefined]);
  expect(versions.permissions).toEqual({ contents: "write", "pull-requests": "write" });
  expect(tag.permissions).toEqual({ contents: "write" });
});

test("the job that npm trusts only publishes tarballs, with its identity instead of a token", () => {
  expect(publish.permissions).toEqual({ "id-token": "write" });
  expect(actions(publish)).toEqual(["actions/setup-node", "actions/download-artifact"]);
  expect(commands(publish)).toHaveLength(1);
  expect(commands(publish).join()).not.toMatch(/npx|pnpm|node |npm (?!publish )/);
  expect(JSON.stringify(workflow)).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
});

test("the changelogs find the commits of their changesets", () => {
  expect(versions.steps.find(({ uses }) => uses?.startsWith("actions/checkout@"))?.with).toMatchObject({
    "fetch-depth": 0,
  });
});

test("versions are those of `changeset version`, tarballs those of `pnpm release`, by the pnpm of the repository", () => {
  // version 2 belongs to version 3 of the command line, and accepts only these input names
  const action = versions.steps.find(({ uses }) => uses?.startsWith("changesets/action@"));
  expect(Object.keys(action?.with ?? {})).toEqual(["commit-message", "pr-title"]);
  expect(commands(pack).join("\n")).toContain(`npx -y ${manifest.packageManager} run release pack\n`);
  expect(manifest.scripts["release"]).toBe("node scripts/release.ts");
});

const { status: hasJq } = await runToEnd("bash", ["-c", "jq --version"], { env: process.env });
const lacksJq = reportMissing(
  "scripts/release/workflow.test.ts",
  { jq: hasJq === 0 ? "jq" : undefined },
  "apt-get install jq",
);

/** Runs the last step of a job in a folder with packed tarballs, and returns the calls of `npm` or `gh`. */
async function runIn(job: Job, status = 0) {
  const folder = await mkdtemp(join(tmpdir(), "packed-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ["npm", "gh"]) {
    await writeFile(
      join(folder, name),
      `#!/bin/sh\necho "${name} $*" >> calls\n[ "${name}" = npm ] || cat notes.md >> calls\nexit ${status}\n`,
    );
    await chmod(join(folder, name), 0o755);
  }
  const release = (name: string) => ({
    name: `@openwaba/${name}`,
    version: "0.1.0",
    kind: "publish",
    tarball: { path: `${name}.tgz` },
  });
  const plan = [[release("runtime")], [{ ...release("webhooks"), kind: "tag" }, release("messages")]];
  await writeFile(join(folder, "publish-plan.json"), JSON.stringify({ plan }));
  await mkdir(join(folder, "package"));
  await writeFile(
    join(folder, "package/CHANGELOG.md"),
    "# @openwaba/messages\n\n## 0.1.0\n\nIt reads books.\n\n## 0.0.1\n\nOlder.\n",
  );
  for (const name of ["runtime", "messages"])
    await runToEnd("tar", ["-czf", `${name}.tgz`, "package"], { cwd: folder, env: process.env });
  const script = commands(job).join("\n");
  const env = { ...process.env, PATH: [folder, process.env["PATH"]].join(delimiter), GITHUB_SHA: "f4f018c" };
  // as GitHub runs steps with `shell: bash`
  const outcome = await runToEnd("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: folder,
    env,
  });
  return { ...outcome, calls: await readFile(join(folder, "calls"), "utf8") };
}

test.skipIf(lacksJq)("each tarball is published, dependencies first, until the first failure", async () => {
  const words = "--access public --ignore-scripts";
  expect(await runIn(publish)).toEqual({
    status: 0,
    output: "",
    calls: `npm publish ./runtime.tgz ${words}\nnpm publish ./messages.tgz ${words}\n`,
  });
  expect(await runIn(publish, 1)).toMatchObject({ status: 1, calls: `npm publish ./runtime.tgz ${words}\n` });
});

test.skipIf(lacksJq)("each package is tagged, with the changelog of the version", async () => {
  const { status, calls } = await runIn(tag);
  expect(status).toBe(0);
  const release = (name: string) =>
    `gh release create @openwaba/${name}@0.1.0 --target f4f018c --title @openwaba/${name}@0.1.0 --notes-file notes.md\n\nIt reads books.\n\n`;
  expect(calls).toBe(release("runtime") + release("messages"));
});
