import { expect, test } from "vitest";
import type { Operation, Schema } from "../../specs/openapi.ts";
import { documentWith, writeFiles } from "./document-with.test-support.ts";
import { referTo as ref } from "./references.ts";

const typed = (kind: string, required: string[] = ["kind"]): Schema => ({
  type: "object",
  required,
  properties: { kind: { const: kind } },
});

/** What `Schemas` has, and the body of a call by path; by default one function sends it. */
async function wireOf(schemas: Record<string, Schema>, body: Schema, functions?: Operation["x-functions"]) {
  const requestBody = { required: true, content: { "application/json": { schema: body } } };
  const post = { operationId: "saveBook", requestBody, responses: {}, ...(functions && { "x-functions": functions }) };
  const { "components.ts": components = "", "books.ts": calls = "" } = await writeFiles(
    documentWith(schemas, { "/books": { post } }),
  );
  const [, members = ""] = components.split("export interface schemas ");
  const [, sent = ""] = calls.replaceAll(/\s+/g, " ").match(/"application\/json": (.*); \}; \}; responses/) ?? [];
  return { schemas: members.replaceAll(/\s+/g, " ").trim(), sent };
}

test("without functions that fill anything in, all is as it is", async () => {
  expect(await wireOf({ Save: typed("book", []) }, ref("Save"))).toEqual({
    schemas: "{ Save: Save; }",
    sent: "components.Save",
  });
});

test("constants are required of a body by path, and in Schemas", async () => {
  expect(await wireOf({ Save: typed("book") }, ref("Save"))).toEqual({
    schemas: '{ Save: Save & { kind: "book"; }; }',
    sent: 'components.Save & { kind: "book"; }',
  });
});

test("a union of what several functions send has the constants of each branch", async () => {
  const Novel: Schema = {
    type: "object",
    required: ["kind", "form"],
    properties: { kind: { const: "book" }, form: { const: "novel" } },
  };
  const Save = { anyOf: [ref("Novel"), ref("Poem")] };
  const functionOf = (body: string) => ({ summary: body, body, answer: "Save", example: "one" });
  const functions = { saveNovel: functionOf("Novel"), savePoem: functionOf("Poem") };
  const { schemas, sent } = await wireOf({ Novel, Poem: typed("book"), Save }, ref("Save"), functions);
  expect(schemas).toContain('Novel: Novel & { kind: "book"; form: "novel"; };');
  expect(schemas).toContain('Save: (Novel & { kind: "book"; form: "novel"; }) | (Poem & { kind: "book"; });');
  expect(sent).toBe('(components.Novel & { kind: "book"; form: "novel"; }) | (components.Poem & { kind: "book"; })');
});

test("what only functions name is not among the schemas", async () => {
  expect((await wireOf({}, typed("book"))).schemas).toBe("{ }");
});
