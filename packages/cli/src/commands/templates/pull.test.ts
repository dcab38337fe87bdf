import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, environmentOf, folderWith, sandboxFor } from "../../cli.test-support.ts";
import { idOf } from "./templates.test-support.ts";

test("pull does not overwrite what it has not written", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({ "bot.ts": "export const bot = 1;\n" });
  const { exitCode, stderr } = await cli(["templates", "pull", "bot.ts"], { cwd, environment: environmentOf(sandbox) });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Cannot write bot.ts: it was not written by `openwaba templates pull`");
  expect(await readFile(join(cwd, "bot.ts"), "utf8")).toBe("export const bot = 1;\n");
});

test("pull leaves the module as it is when the token is wrong", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({});
  const environment = { ...environmentOf(sandbox), WHATSAPP_ACCESS_TOKEN: "EAAwrong" };
  await cli(["templates", "pull", "t.ts"], { cwd, environment: environmentOf(sandbox) });
  const before = await readFile(join(cwd, "t.ts"), "utf8");
  expect(await cli(["templates", "pull", "t.ts"], { cwd, environment })).toMatchObject({ exitCode: 1, stdout: "" });
  expect(await readFile(join(cwd, "t.ts"), "utf8")).toBe(before);
});

test("pull writes a module that pull --check finds up to date, until the account changes", async () => {
  const sandbox = await sandboxFor();
  const environment = environmentOf(sandbox);
  const cwd = await folderWith({});
  const check = (...words: string[]) =>
    cli(["templates", "pull", "src/t.ts", "--check", ...words], { cwd, environment });
  expect(await check("--json")).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('"hello_world"') });
  const pulled = await cli(["templates", "pull", "src/t.ts"], { cwd, environment });
  expect(pulled).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Wrote src\/t\.ts: \d+ templates\n$/) });
  expect(await check()).toMatchObject({ exitCode: 0 });

  const path = join(cwd, "src/t.ts");
  await writeFile(path, (await readFile(path, "utf8")).replaceAll("\n", "\r\n")); // as Windows checks it out
  expect(await check()).toMatchObject({ exitCode: 0 });

  await sandbox.templates.reject(await idOf(sandbox, "order_shipped"));
  const before = await readFile(path, "utf8");
  const { exitCode, stdout } = await check("--json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ added: [], changed: ["order_shipped"], removed: [], isWritten: false });
  expect(await readFile(path, "utf8")).toBe(before);
  expect((await check()).stdout).toContain("~  order_shipped  changed in the account");
});

test("pull --only writes the templates that are named", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({});
  const words = ["templates", "pull", "t.ts", "--json", "--only", "hello_world", "order_shipped"];
  const { stdout } = await cli(words, { cwd, environment: environmentOf(sandbox) });
  expect(JSON.parse(stdout)).toMatchObject({ added: ["hello_world", "order_shipped"], templates: 2, isWritten: true });
});

test("pull writes imports for the one package for all", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({});
  await cli(["templates", "pull", "--from", "openwaba"], { cwd, environment: environmentOf(sandbox) });
  expect(await readFile(join(cwd, "whatsapp-templates.ts"), "utf8")).toContain(
    'import { type messages, sendTemplate } from "openwaba";',
  );
});
