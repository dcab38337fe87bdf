import ts from "typescript";
import type { Schema } from "../../specs/openapi.ts";

const refusal = "x-refused";

/**
 * Expands `anyOf: [{ required: [id] }, { required: [link] }]`, which TypeScript would otherwise ignore.
 * Each branch of a `oneOf` forbids what the others require.
 */
export function expandAlternatives(schema: Schema): void {
  const { anyOf, oneOf, properties, required = [] } = schema;
  const branches = anyOf ?? oneOf;
  if (!properties || !branches?.every(onlyRequires)) return;
  const alternatives = branches.map((branch) => branch.required ?? []);
  schema.anyOf = alternatives.map((own) => {
    const others = oneOf ? alternatives.flat().filter((name) => !own.includes(name)) : [];
    return { type: "object", properties: { ...properties, ...refuse(others) }, required: [...required, ...own] };
  });
  for (const keyword of ["oneOf", "properties", "required", "type"] as const) delete schema[keyword];
}

/** Properties that must not be there. */
export function refuse(names: string[]): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, { [refusal]: true }]));
}

/** Whether a schema only requires properties, which it may also list. Its title is for references. */
function onlyRequires(schema: Schema): boolean {
  const { required = [], properties = {}, title: _, ...rest } = schema;
  const isNamed = Object.keys(properties).every((name) => required.includes(name));
  return required.length > 0 && isNamed && Object.keys(rest).length === 0;
}

/** The type of a property that {@link refuse} forbids. */
export function typeOfRefusal(schema: Schema): ts.TypeNode | undefined {
  return schema[refusal] ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword) : undefined;
}

/** Removes discriminators: the constants in the branches already narrow, and would be written twice. */
export function dropDiscriminator(schema: Schema): void {
  if (typeof schema.discriminator === "object") delete schema.discriminator;
}
