import { appendFile, readFile, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox } from "@openwaba/sandbox";
import { cli, collect, environmentOf, folderWith, sandboxFor, startCli } from "../../cli.test-support.ts";
import { body, holdBack, idOf, json, template, templatesIn } from "./templates.test-support.ts";

const historyName = ".openwaba-templates.jsonl";

async function apply(sandbox: Sandbox, cwd: string, ...words: string[]) {
  const { exitCode, stdout, stderr } = await cli(["templates", "apply", ".", "--json", ...words], {
    cwd,
    environment: environmentOf(sandbox),
  });
  const { outcomes = [] } = stdout === "" ? {} : JSON.parse(stdout);
  const done = (outcomes as Record<string, string>[]).filter(({ result }) => result !== "unmanaged");
  return { exitCode, stderr, outcomes: done };
}

const named = async (sandbox: Sandbox, name: string) =>
  (await templatesIn(sandbox)).filter((one) => one["name"] === name);

test("apply tells of templates that the review rejects, and its exit code is 1", async () => {
  const sandbox = await sandboxFor({ templateReview: "manual" });
  const cwd = await folderWith({ "a.json": json([template(), template({ name: "other" })]) });
  const run = apply(sandbox, cwd, "--wait", "60");
  await expect.poll(() => named(sandbox, "other"), { timeout: 30_000 }).toHaveLength(1);
  await sandbox.templates.reject(await idOf(sandbox, "order_left"), "PROMOTIONAL");
  await sandbox.templates.approve(await idOf(sandbox, "other"));
  expect(await run).toMatchObject({
    exitCode: 1,
    outcomes: [
      { name: "order_left", result: "created", status: "REJECTED", reason: "PROMOTIONAL as UTILITY" },
      { name: "other", result: "created", status: "APPROVED" },
    ],
  });
  // a rejected one may be edited at once, as often as wanted
  for (const text of ["It is on its way.", "It has gone."]) {
    await writeFile(join(cwd, "a.json"), json(template(body(text))));
    expect(await apply(sandbox, cwd)).toMatchObject({
      exitCode: 0,
      outcomes: [{ result: "edited", status: "PENDING" }],
    });
    await sandbox.templates.reject(await idOf(sandbox, "order_left"));
  }
});

test("apply says that a review goes on when it waited long enough", async () => {
  const sandbox = await sandboxFor({ templateReview: "manual" });
  const cwd = await folderWith({ "a.json": json(template()) });
  expect(await apply(sandbox, cwd, "--wait", "0.2")).toMatchObject({
    exitCode: 0,
    outcomes: [{ result: "created", status: "PENDING", reason: "its review goes on" }],
  });
  expect(await apply(sandbox, cwd)).toMatchObject({ exitCode: 0, outcomes: [{ result: "unchanged" }] });
});

test("apply edits an approved template once a day, and knows when the next edit may be", async () => {
  const sandbox = await sandboxFor();
  const file = (text: string) => json(template({ name: "opening_hours", ...body(text) }));
  const cwd = await folderWith({ "a.json": file("We are open from nine.") });
  expect(await apply(sandbox, cwd, "--wait", "10")).toMatchObject({
    outcomes: [{ result: "edited", status: "APPROVED" }],
  });
  await writeFile(join(cwd, "a.json"), file("We are open from ten."));
  const second = await apply(sandbox, cwd);
  expect(second).toMatchObject({ exitCode: 1, outcomes: [{ result: "cannot" }] });
  expect(second.outcomes[0]?.["reason"]).toMatch(
    /one edit in 24 hours: apply again after \d{4}-\d\d-\d\d \d\d:\d\d UTC/,
  );

  // on another machine, without the history, the platform says no
  await writeFile(join(cwd, historyName), "");
  const third = await apply(sandbox, cwd);
  expect(third).toMatchObject({ exitCode: 1, outcomes: [{ result: "failed" }] });
  expect(await named(sandbox, "opening_hours")).toMatchObject([body("We are open from nine.")]);
});

test("apply edits a paused template as often as wanted", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({});
  for (const text of ["Brunch is at ten.", "Brunch is at eleven."]) {
    await sandbox.templates.pause(await idOf(sandbox, "weekend_brunch"));
    const brunch = { name: "weekend_brunch", language: "en_GB", category: "MARKETING" };
    await writeFile(join(cwd, "a.json"), json(template({ ...brunch, ...body(text) })));
    expect(await apply(sandbox, cwd)).toMatchObject({ exitCode: 0, outcomes: [{ result: "edited" }] });
  }
});

test("apply tells what the platform has moved to another category, and leaves it", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({ "a.json": json(template()) });
  await apply(sandbox, cwd, "--wait", "10");
  await sandbox.templates.setCategory(await idOf(sandbox, "order_left"), "MARKETING");
  expect(await apply(sandbox, cwd)).toMatchObject({
    exitCode: 0,
    outcomes: [
      { result: "unchanged", notes: ["the platform moved it from UTILITY to MARKETING: write that, or appeal"] },
    ],
  });
});

test("apply deletes only what it is asked to, after a yes, and knows that the name rests", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({ "a.json": json([template(), template({ language: "de" })]) });
  await apply(sandbox, cwd, "--wait", "10");
  await writeFile(join(cwd, "a.json"), json(template()));
  expect(await apply(sandbox, cwd)).toMatchObject({ exitCode: 0, outcomes: [{ result: "unchanged" }] });
  const words = ["--delete", "order_left"];
  expect(await apply(sandbox, cwd, ...words)).toMatchObject({
    exitCode: 1,
    outcomes: [{ result: "unchanged" }, { language: "de", result: "skipped", reason: "nobody confirmed it" }],
    stderr: expect.stringContaining("To delete without being asked: --yes"),
  });
  expect(await apply(sandbox, cwd, ...words, "--yes")).toMatchObject({
    exitCode: 0,
    outcomes: [{ result: "unchanged" }, { language: "de", result: "deleted" }],
  });
  expect(await named(sandbox, "order_left")).toMatchObject([{ language: "en_US" }]);
  await writeFile(join(cwd, "a.json"), json([template(), template({ language: "de" })]));
  const again = await apply(sandbox, cwd);
  expect(again).toMatchObject({ exitCode: 1, outcomes: [{ result: "unchanged" }, { result: "cannot" }] });
  expect(again.outcomes[1]?.["reason"]).toContain("its name rests until");
});

test("apply --prune deletes everything that is in no file, in each of the accounts", async () => {
  const sandbox = await sandboxFor();
  const other = "104996122399160";
  const cwd = await folderWith({ "a.json": json(template()) });
  const accounts = ["--account", sandbox.accountId, other];
  expect(await apply(sandbox, cwd, "--prune", "--yes", ...accounts)).toMatchObject({ exitCode: 0 });
  for (const account of [sandbox.accountId, other])
    expect(await templatesIn(sandbox, account)).toMatchObject([{ name: "order_left" }]);
});

test("apply deletes nothing after a failure", async () => {
  const sandbox = await sandboxFor();
  const long = template({
    name: "wrong",
    ...body("It ends with {{1}}"),
    components: [{ type: "BODY", text: "It ends with {{1}}", example: { body_text: [["x"]] } }],
  });
  const cwd = await folderWith({ "a.json": json([long, template()]) });
  const { exitCode, outcomes } = await apply(sandbox, cwd, "--prune", "--yes");
  expect(exitCode).toBe(1);
  expect(outcomes.slice(0, 3)).toMatchObject([
    { name: "wrong", result: "failed", reason: expect.stringContaining("write text before the first parameter") },
    { name: "order_left", result: "created" },
    { result: "skipped", reason: "nothing is deleted after a failure" },
  ]);
});

test("apply uploads files in the place of handles, once as long as they stay the same", async () => {
  const sandbox = await sandboxFor();
  const header = { type: "HEADER", format: "IMAGE", example: { header_handle: ["./shop.png"] } };
  const components = [header, { type: "BODY", text: "Come and see our new shop." }];
  const cwd = await folderWith({ "a.json": json(template({ category: "MARKETING", components })) });
  expect(await apply(sandbox, cwd)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("a.json:1: there is no file ./shop.png"),
  });
  const uploads = () => sandbox.calls.filter(({ operation }) => operation === "createUploadSession").length;
  await writeFile(join(cwd, "shop.png"), "a picture");
  expect(await apply(sandbox, cwd, "--wait", "10")).toMatchObject({
    exitCode: 0,
    outcomes: [{ result: "created", status: "APPROVED" }],
  });
  expect(await apply(sandbox, cwd)).toMatchObject({ outcomes: [{ result: "unchanged" }] });
  expect(uploads()).toBe(1);
  await writeFile(join(cwd, "shop.png"), "another picture");
  expect(await apply(sandbox, cwd)).toMatchObject({ outcomes: [{ result: "edited" }] });
  expect(uploads()).toBe(2);
});

test("an apply that is killed in the middle goes on where it was", async () => {
  const sandbox = await sandboxFor();
  const names = Array.from({ length: 30 }, (_, index) => `order_${index}`);
  const cwd = await folderWith({ "a.json": json(names.map((name) => template({ name }))) });
  const front = await holdBack(sandbox, (_method, _path, count) => count === 8);
  const environment = { ...environmentOf(sandbox), WHATSAPP_BASE_URL: front.url };
  const child = startCli(["templates", "apply", "."], { cwd, environment });
  await front.held;
  child.kill("SIGKILL");
  await once(child, "close");
  expect((await templatesIn(sandbox)).filter(({ name }) => names.includes(String(name)))).toHaveLength(8);
  await appendFile(join(cwd, historyName), '{"at":"20'); // a line that was cut off

  const { exitCode, outcomes } = await apply(sandbox, cwd);
  expect(exitCode).toBe(0);
  expect(outcomes.filter(({ result }) => result === "unchanged")).toHaveLength(8);
  expect(outcomes.filter(({ result }) => result === "created")).toHaveLength(22);
  expect((await templatesIn(sandbox)).filter(({ name }) => names.includes(String(name)))).toHaveLength(30);
});

test("Ctrl+C ends an apply with what became of everything", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({
    "a.json": json([template(), template({ name: "other" }), template({ name: "third" })]),
  });
  const front = await holdBack(sandbox, (_method, _path, count) => count === 2);
  const environment = { ...environmentOf(sandbox), WHATSAPP_BASE_URL: front.url };
  const child = startCli(["templates", "apply", ".", "--json"], { cwd, environment });
  const stdout = collect(child, "stdout");
  await front.held;
  child.kill("SIGINT");
  const [exitCode] = await once(child, "close");
  expect(exitCode).toBe(130);
  const { outcomes } = JSON.parse(stdout());
  const own = (outcomes as { result: string }[]).filter(({ result }) => result !== "unmanaged");
  expect(own).toMatchObject([{ result: "created" }, { result: "failed" }, { name: "third", result: "skipped" }]);
  expect(await apply(sandbox, cwd)).toMatchObject({
    exitCode: 0,
    outcomes: [{ result: "unchanged" }, { result: "unchanged" }, { result: "created" }],
  });
});

test("an edit that was killed before its response counts for the limit", async () => {
  const sandbox = await sandboxFor();
  const file = (text: string) => json(template({ name: "opening_hours", ...body(text) }));
  const cwd = await folderWith({ "a.json": file("We are open from nine.") });
  const front = await holdBack(sandbox, (method) => method === "POST");
  const environment = { ...environmentOf(sandbox), WHATSAPP_BASE_URL: front.url };
  const child = startCli(["templates", "apply", "."], { cwd, environment });
  await front.held;
  child.kill("SIGKILL");
  await once(child, "close");
  sandbox.clock.advance(2000);
  expect(await apply(sandbox, cwd)).toMatchObject({ exitCode: 0, outcomes: [{ result: "unchanged" }] });
  const history = await readFile(join(cwd, historyName), "utf8");
  await writeFile(join(cwd, "a.json"), file("We are open from ten."));
  const { outcomes } = await apply(sandbox, cwd);
  expect(
    history
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).state),
  ).toEqual(["started", "done"]);
  expect(outcomes).toMatchObject([{ result: "cannot" }]);
});
