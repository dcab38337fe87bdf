import { Ajv2020 } from "ajv/dist/2020.js";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readYaml } from "../scripts/specs/read-yaml.ts";

interface Definition {
  description?: string;
  examples?: unknown[];
  "x-wrong-examples"?: unknown[];
  properties?: Record<string, object>;
}

interface SchemaFile {
  $id: string;
  $defs: Record<string, Definition>;
}

const folder = join(import.meta.dirname, "flows/flow-json");
const files = globSync("*.yaml", { cwd: folder }).toSorted();
const schemas = await Promise.all(files.map((file) => readYaml<SchemaFile>(join(folder, file))));
const [vocabularies, parts] = [schemas.filter(isVocabulary), schemas.filter((schema) => !isVocabulary(schema))];
const definitions = parts.flatMap(({ $id, $defs }) =>
  Object.entries($defs).map(([name, definition]) => ({ name, file: basename($id), definition })),
);

const ajv = new Ajv2020({ allErrors: true, strict: false });
for (const vocabulary of vocabularies) ajv.addMetaSchema(vocabulary);
for (const part of parts) ajv.addSchema(part);

test("the vocabulary refuses keywords that it does not know", () => {
  expect(ajv.validate("flow-json:/vocabulary.yaml", { "x-sinse": "4.0" })).toBe(false);
  expect(ajv.validate("flow-json:/vocabulary.yaml", { properties: { a: { "x-since": "4" } } })).toBe(false);
  expect(ajv.validate("flow-json:/vocabulary.yaml", { properties: { a: { "x-since": "4.0" } } })).toBe(true);
});

test("names of definitions are unique among all files", () => {
  const names = definitions.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test("each definition but the flow is referred to", () => {
  const text = JSON.stringify(parts);
  const unused = definitions.filter(({ name }) => !text.includes(`#/$defs/${name}"`));
  expect(unused.map(({ name }) => name)).toEqual(["Flow"]);
});

test.each(parts)("$$id is a schema in the vocabulary, named as its file is", (part) => {
  expect(ajv.validate("flow-json:/vocabulary.yaml", part), ajv.errorsText()).toBe(true);
  expect(files).toContain(basename(part.$id));
  expect(part).toMatchObject({ $schema: "flow-json:/vocabulary.yaml", $id: `flow-json:/${basename(part.$id)}` });
});

describe.each(definitions)("$file $name", ({ name, file, definition }) => {
  const check = ajv.compile({ $ref: `flow-json:/${file}#/$defs/${name}` }); // each reference resolves, or it throws

  test("has a description, and so has each property", () => {
    expect(definition.description).toEqual(expect.any(String));
    for (const [property, schema] of Object.entries(definition.properties ?? {})) {
      if ("const" in schema) continue;
      expect(schema, property).toSatisfy(() => "description" in schema || "$ref" in schema);
    }
  });

  test("accepts its examples", () => {
    expect(definition.examples).not.toHaveLength(0);
    for (const example of definition.examples ?? []) {
      check(example);
      expect(check.errors, JSON.stringify(example)).toBeNull();
    }
    expect(definition.examples).toBeDefined();
  });

  test("refuses its wrong examples", () => {
    const wrong = definition["x-wrong-examples"] ?? [];
    expect(wrong).not.toHaveLength(0);
    expect(wrong.filter((example) => check(example))).toEqual([]);
  });
});

function isVocabulary({ $id }: SchemaFile): boolean {
  return basename($id) === "vocabulary.yaml";
}
