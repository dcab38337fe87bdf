import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { cli, environmentOf, folderWith, sandboxFor } from "../../cli.test-support.ts";
import { body, idOf, json, template, templatesIn } from "./templates.test-support.ts";

test("plan names the line of everything that is wrong, in every file, and calls nobody", async () => {
  const cwd = await folderWith({
    "a.yaml": "name: order_left\nlanguage: en_US\ncategory: UTILITY\ncomponents:\n  - type: BODY\n    txt: Hello\n",
    "b.json": '[\n  { "name": "a", "language": "en_US", "category": "UTILTY" }\n]\n',
    "c.yaml": "name: a\nname: b\n",
    "d.json": "{",
    "e.mjs": "throw new Error('it is broken');",
    "f.yaml": "just a text",
  });
  const environment = { WHATSAPP_ACCESS_TOKEN: "EAAB", WHATSAPP_BASE_URL: "http://127.0.0.1:9" };
  const { exitCode, stdout, stderr } = await cli(["templates", "plan", "."], { cwd, environment });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain("a.yaml:6: Unknown parameter components.0.txt");
  expect(stderr).toContain("a.yaml:5: The parameter components.0.text is required where type is BODY");
  expect(stderr).toContain("b.json:2: Param category must be one of MARKETING");
  expect(stderr).toMatch(/c\.yaml:2: .*unique/);
  expect(stderr).toMatch(/d\.json:\d+: /);
  expect(stderr).toContain("e.mjs: it cannot be loaded: it is broken");
  expect(stderr).toContain("f.yaml:1: ");
});

test.each([
  ["a folder that is not there", ["nowhere"], 1, "Cannot read nowhere: there is no such file"],
  ["an account that is no id", ["a.json", "--account", "abc"], 2, "Cannot use --account"],
  [
    "to delete everything because of an empty folder",
    ["empty.json", "--prune"],
    2,
    "there is no template in these files at all",
  ],
])("plan refuses %s", async (_, words, exitCode, message) => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({ "a.json": json(template()), "empty.json": "[]" });
  const run = await cli(["templates", "plan", ...words], { cwd, environment: environmentOf(sandbox) });
  expect(run).toMatchObject({ exitCode, stderr: expect.stringContaining(message) });
});

test("plan says what would be done, with the text, and does nothing", async () => {
  const sandbox = await sandboxFor();
  const parts = [{ type: "BODY", text: "Hello {{1}}, it left.", example: { body_text: [["Ada"]] } }];
  const cwd = await folderWith({
    "new.yaml":
      "# the first one\nname: order_left\nlanguage: en_US\ncategory: UTILITY\n" +
      `components: ${JSON.stringify(parts)}\n`,
    "old.ts": `export default ${JSON.stringify([template({ name: "opening_hours", ...body("We are always open.") })])};`,
    "whatsapp.ts": "// Written by `openwaba templates pull`\nthrow new Error();\n",
    "types.d.ts": "this is no code",
  });
  const before = await templatesIn(sandbox);
  const words = ["templates", "plan", ".", "--sandbox", sandbox.url];
  const { exitCode, stdout } = await cli(words, { cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("+ create order_left en_US  new.yaml:2\n    | Hello Ada, it left.\n");
  expect(stdout).toContain("~ edit opening_hours en_US (APPROVED)  old.ts\n");
  expect(stdout).toContain(
    'components.BODY.text: "We are open from 8 to 18, on Sundays from 10." → "We are always open."',
  );
  const links = [...stdout.matchAll(/http:\S+\/console\/templates\/drafts\/(\w+)/g)].map(([, id]) => id);
  const drafts = await Promise.all(
    links.map(async (id) => (await fetch(`${sandbox.url}/_sandbox/drafts/${id}`)).json() as Promise<{ name: string }>),
  );
  expect(drafts.map(({ name }) => name).toSorted()).toEqual(["opening_hours", "order_left"]);
  expect(stdout).toMatch(/1 to create, 1 to edit, \d+ in no file, left alone\n$/);
  expect(await templatesIn(sandbox)).toEqual(before);
  expect(await readdir(cwd)).not.toContain(".openwaba-templates.jsonl");

  const steps = JSON.parse((await cli([...words, "--json"], { cwd })).stdout).steps;
  expect(steps).toContainEqual(expect.objectContaining({ action: "unmanaged", name: "hello_world" }));
});

test("plan says what cannot be, and why", async () => {
  const sandbox = await sandboxFor({ templateReview: "manual" });
  const cwd = await folderWith({
    "a.json": json([
      template({ name: "hello_world", category: "MARKETING" }),
      template({ name: "winter_sale", category: "MARKETING", parameter_format: "NAMED" }),
      template({ name: "weekend_brunch", language: "en_GB", category: "UTILITY", ...body("Brunch is at ten.") }),
      template({ name: "opening_hours", ...body("We are always open.") }),
    ]),
  });
  await sandbox.templates.disable(await idOf(sandbox, "opening_hours"));
  const { exitCode, stdout } = await cli(["templates", "plan", "."], { cwd, environment: environmentOf(sandbox) });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/! cannot hello_world en_US .*\n    the category of an approved template stays/);
  expect(stdout).toMatch(/! cannot winter_sale en_US .*\n    parameters stay named or numbered: take another name/);
  expect(stdout).toMatch(/! cannot opening_hours en_US .*\n    it is disabled for good/);
  expect(stdout).toMatch(/~ edit weekend_brunch en_GB \(PAUSED\)[^]*· category: MARKETING → UTILITY/);
});
