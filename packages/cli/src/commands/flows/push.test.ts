import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, environmentOf, folderWith, sandboxFor } from "../../cli.test-support.ts";
import { json, tasting } from "./flows.test-support.ts";

async function start(files: Record<string, string>) {
  const sandbox = await sandboxFor();
  const cwd = await folderWith(files);
  const environment = environmentOf(sandbox);
  const push = (...words: string[]) => cli(["flows", "push", ...words], { environment, cwd });
  const pushJson = async (...words: string[]) => JSON.parse((await push(...words, "--json")).stdout).flows;
  const write = (name: string, text: string) => writeFile(join(cwd, name), text);
  return { sandbox, cwd, environment, push, pushJson, write };
}

test("flows push creates a flow, leaves it when nothing changed, updates and publishes it", async () => {
  const { push, pushJson, write, environment } = await start({ "roast.flow.json": json(tasting()) });
  const [created] = await pushJson("roast.flow.json", "--category", "SURVEY");
  expect(created).toMatchObject({ action: "create", name: "roast", published: false, validation_errors: [] });
  await write("roast.flow.json", JSON.stringify(tasting())); // the same, written otherwise
  expect(await pushJson("roast.flow.json")).toMatchObject([{ action: "unchanged", id: created.id }]);
  await write("roast.flow.json", json(tasting("A tasting")));
  const { exitCode, stdout } = await push("roast.flow.json", "--publish");
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `updated roast ${created.id}, published\n` });
  const { stdout: listed } = await cli(["flows", "list", "--json"], { environment });
  expect(JSON.parse(listed).flows).toContainEqual(
    expect.objectContaining({ id: created.id, status: "PUBLISHED", categories: ["SURVEY"] }),
  );
  expect(await pushJson("roast.flow.json", "--publish")).toMatchObject([{ action: "unchanged", status: "PUBLISHED" }]);
});

test("flows push asks before a published flow becomes a draft", async () => {
  const { push, write, pushJson } = await start({ "roast.json": json(tasting()) });
  await push("roast.json", "--publish");
  await write("roast.json", json(tasting("Another tasting")));
  const { exitCode, stderr } = await push("roast.json");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("nothing was pushed: roast would become a draft");
  expect(stderr).toContain("Add --publish, or --yes");
  expect(await pushJson("roast.json", "--dry-run")).toMatchObject([{ action: "update", changes: ["json"] }]);
  expect(await push("roast.json", "--yes")).toMatchObject({ exitCode: 0 });
});

test("flows push reads a list of flows, and goes on after one that fails", async () => {
  const list = `
flows:
  - name: roast
    json: screens/roast.json
    categories: [SURVEY]
  - name: nowhere
    json: screens/roast.json
    endpoint_uri: http://flows.example/ # the platform takes https alone
  - name: late
    json: screens/late.json
`;
  const { cwd, push, pushJson } = await start({ "flows.yaml": list });
  await mkdir(join(cwd, "screens"));
  for (const name of ["roast", "late"]) await writeFile(join(cwd, `screens/${name}.json`), json(tasting()));
  const { exitCode, stdout } = await push("flows.yaml");
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^created roast \d+$/m);
  expect(stdout).toMatch(/^failed nowhere$/m);
  expect(stdout).toMatch(/^created late \d+$/m);
  expect(await pushJson("flows.yaml", "--dry-run")).toMatchObject([
    { action: "unchanged" },
    { action: "create", name: "nowhere" },
    { action: "unchanged" },
  ]);
});

test("flows push refuses what is wrong, and with --unchecked shows what the platform finds, and publishes nothing", async () => {
  const { push, sandbox } = await start({ "roast.json": json(tasting()).replace("form.roast", "form.toast") });
  const refused = await push("roast.json", "--publish");
  expect(refused).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(/roast\.json:\d+:\d+ INVALID/),
  });
  expect(sandbox.calls).toEqual([]);
  const { exitCode, stdout } = await push("roast.json", "--publish", "--unchecked");
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^created roast \d+$/m);
  expect(stdout).toMatch(/roast\.json:\d+:\d+ INVALID_/);
  expect(sandbox.calls.map(({ operation }) => operation)).not.toContain("publishFlow");
});

test("flows push cannot change a flow that is deprecated or blocked", async () => {
  const { push, pushJson, sandbox, write } = await start({ "roast.json": json(tasting()) });
  const [{ id }] = await pushJson("roast.json", "--publish");
  await write("roast.json", json(tasting("Changed")));
  for (const [status, text] of [
    ["BLOCKED", "it is blocked"],
    ["DEPRECATED", "it is deprecated for good"],
  ] as const) {
    await sandbox.flows.setStatus(id, status);
    const { exitCode, stdout } = await push("roast.json");
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(`cannot push roast: ${text}`)]);
  }
});

test.each<[string, Record<string, string>, string[], string]>([
  ["a file that is not there", {}, ["a.json"], "Cannot read a.json: there is no such file"],
  ["text", { "a.json": "{" }, ["a.json"], "Cannot push a.json: it is not JSON"],
  ["YAML that is broken", { "a.yaml": "flows: [" }, ["a.yaml"], "Cannot read a.yaml:1"],
  ["YAML without flows", { "a.yaml": "a: 1" }, ["a.yaml"], "a.yaml:1: it has no list of flows"],
  ["a name that is missing", { "a.yaml": "- json: b.json" }, ["a.yaml"], "a.yaml:1: name is missing"],
  ["a setting that is unknown", { "a.yaml": "- name: b\n  file: b.json" }, ["a.yaml"], "a.yaml:2: file is unknown"],
  [
    "a category that is unknown",
    { "a.yaml": "- name: b\n  json: b.json\n  categories: [FUN]", "b.json": "{}" },
    ["a.yaml"],
    "a.yaml:3: categories are of SIGN_UP",
  ],
  ["a name twice", { "a.json": "{}", "a.flow.json": "{}" }, ["a.json", "a.flow.json"], "Cannot push the flow a twice"],
  ["a wrong option", { "a.json": "{}" }, ["a.json", "--endpoint", "here"], "endpoint_uri is not a URL"],
])("flows push refuses %s before it calls", async (_name, files, words, message) => {
  const { push, sandbox } = await start(files);
  const { exitCode, stderr } = await push(...words);
  expect(exitCode).toBeGreaterThan(0);
  expect(stderr).toContain(message);
  expect(sandbox.calls).toEqual([]);
});
