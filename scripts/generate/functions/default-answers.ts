import { tsUnion } from "openapi-typescript";
import ts from "typescript";
import type { Schema } from "../../specs/openapi.ts";
import { schemaType } from "../types/components.ts";
import { nameOf } from "../types/references.ts";
import { addSchema, type Source } from "./add-schema.ts";

const selectedFrom = "x-selected-from";
const selected = "x-selected";

/** The types of the answers of a domain that have only their default fields. */
export class DefaultAnswers {
  readonly #fields = new Map<string, string>();

  /**
   * Adds a schema to the document for an answer with these fields, and returns its name: `DefaultBookList`, or if another
   * operation has that with other fields, `ListBooksDefault`.
   */
  add(document: Source, operation: string, answer: string, fields: readonly string[]): string {
    const text = JSON.stringify(fields.toSorted());
    const isFree = (name: string) =>
      document.versions.every((version) => [undefined, text].includes(this.#fields.get(`${version} ${name}`)));
    const common = `Default${answer}`;
    const name = isFree(common) ? common : `${operation}Default`;
    for (const version of document.versions) this.#fields.set(`${version} ${name}`, text);
    const description = `${answer} with the fields that are returned if none are selected`;
    const schema: Schema = { description, [selectedFrom]: answer, [selected]: fields.toSorted() };
    return nameOf(addSchema(document, name, schema)) ?? name;
  }
}

/** The type of a schema that {@link DefaultAnswers} added: `runtime.Select<Book, "id" | "title">`. */
export function typeOfDefaultAnswer(schema: Schema): ts.TypeNode | undefined {
  const answer = schema[selectedFrom];
  const fields = schema[selected];
  if (typeof answer !== "string" || !Array.isArray(fields)) return undefined;
  const literals = fields.map((field) =>
    ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(String(field))),
  );
  return ts.factory.createTypeReferenceNode(selectName(), [schemaType(answer), tsUnion(literals)]);
}

function selectName(): ts.EntityName {
  return ts.factory.createQualifiedName(ts.factory.createIdentifier("runtime"), "Select");
}
