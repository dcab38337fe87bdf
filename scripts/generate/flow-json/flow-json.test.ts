import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { SpecError } from "../../specs/spec-error.ts";
import { writeFlowJson } from "../flow-json.ts";

const folder = "specs/flows/flow-json";
const generated = "packages/flows/src/generated/flow-json";

/** What is written of these files. */
async function write(files: Record<string, string>): Promise<Record<string, string>> {
  const root = await mkdtemp(join(tmpdir(), "flow-json-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, folder), { recursive: true });
  for (const [file, definitions] of Object.entries(files))
    await writeFile(join(root, folder, file), `$defs:\n${definitions.replaceAll(/^/gm, "  ")}`);
  return writeFlowJson(root);
}

test("a repository without Flow JSON gets no files of it", async () => {
  expect(await writeFlowJson(tmpdir())).toEqual({});
});

test("a definition that has the name of another is refused", async () => {
  const act = write({ "a.yaml": "Text: { type: string }", "b.yaml": "Text: { type: object }" });
  await expect(act).rejects.toThrow(new SpecError([`${folder}/b.yaml:1:1 Text is defined twice`]));
});

test.each(["a.yaml#/$defs/Nothing", "#/definitions/Text", "https://example.com/a.yaml"])(
  "a reference to nothing is refused: %s",
  async (target) => {
    const act = write({ "a.yaml": `Text: { anyOf: [{ $ref: "${target}" }] }` });
    await expect(act).rejects.toThrow(`${target} refers to no definition`);
  },
);

test("validation gets what it needs in short names; names of properties stay", async () => {
  const { [`${generated}/schema.ts`]: schema = "" } = await write({
    "a.yaml": `Box:
  type: object
  description: It's a box
  x-max-per-screen: 2
  dependentRequired: { left-side: [x-side] }
  properties:
    description: { $ref: "b.yaml#/$defs/Text", x-since: "4.0", default: a }
    x-side: { type: string, pattern: "^'$" }
  examples: [{ description: a }]`,
    "b.yaml": "Text: { type: string, x-max-characters: 20 }",
  });
  const [, text = ""] = /JSON\.parse\(\n {2}'(.*)',\n\)/.exec(schema) ?? [];
  expect(JSON.parse(text.replaceAll(/\\(.)/g, "$1"))).toEqual({
    Box: {
      type: "object",
      maxPerScreen: 2,
      dependentRequired: { "left-side": ["x-side"] },
      properties: { description: { ref: "Text", since: "4.0" }, "x-side": { type: "string", pattern: "^'$" } },
    },
    Text: { type: "string" },
  });
});

test("types have read-only lists, references, and what newer versions require", async () => {
  const { [`${generated}/types.ts`]: types = "" } = await write({
    "a.yaml": `Reference: { type: string, pattern: a }
Version:
  oneOf: [{ const: "1.0", x-state: current }, { const: "2.0", x-state: unannounced }]
Box:
  type: object
  required: [type]
  additionalProperties: false
  properties:
    type: { const: Box }
    label: { type: string, x-required-since: "4.0", description: Its label }
    count: { anyOf: [{ type: integer }, { type: string, pattern: a }, { $ref: "#/$defs/Reference" }] }
    list: { type: array, items: { type: string } }
    version: { $ref: "#/$defs/Version" }
    payload: { type: object }`,
  });
  const plain = types.replaceAll(/\s+/g, " ");
  expect(plain).toContain("export type Reference = `${${string}}` | `\\`${string}\\``;".replace("`${$", "`\\${$"));
  expect(plain).toContain('export type Version = "1.0";');
  expect(plain).toContain('type: "Box"; /** Its label */ label: string; count?: number | Reference;');
  expect(plain).toContain("list?: readonly string[]; version?: Version; payload?: { [key: string]: unknown; };");
});
