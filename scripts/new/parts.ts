import { fillIn } from "../generate/fill-ins.ts";
import { type Draft, schemasOf } from "./draft.ts";

/** The parts of a document that depend on the response. */
interface Parts {
  parameters: string;
  response: string;
  components: string;
}

const fields = `parameters:
  Fields:
    name: fields
    in: query
    description: >-
      Fields to answer, in place of the default ones; \`id\` always comes. One unknown name fails
      the call
    style: form
    explode: false
    schema:
      type: array
      items:
        type: string
        enum: [id, name] ${fillIn("all fields")}
    x-default-fields: [id, name] ${fillIn("the fields returned without `fields`")}
    example: [name]
`;

/** For a GET. Node and `fields` are those of the sibling, if there is one. */
export function readingParts(draft: Draft, sibling: string | undefined): Parts {
  const isList = draft.shape === "list";
  const [first = "", one = first] = schemasOf(draft);
  const refer = (pointer: string) =>
    sibling === undefined ? `"#/components/${pointer}"` : `${sibling}#/components/${pointer}`;
  const node = `  ${one}:
    type: object
    required: [id]
    properties:
      id:
        type: string
        description: Under which other calls find it ${fillIn("id of what")}
      name:
        type: string
        description: As people see it ${fillIn("this property and the others: meaning, unit, limits")}
`;
  const list = `  ${first}:
    type: object
    required: [data]
    properties:
      data:
        type: array
        items: { $ref: ${refer(`schemas/${one}`)} }
      paging: { $ref: ../shared/paging.yaml#/components/schemas/Paging }
`;
  const schemas = (isList ? list : "") + (sibling === undefined ? node : "");
  const paging = ["Limit", "After", "Before"].map(
    (name) => `  - $ref: ../shared/paging.yaml#/components/parameters/${name}\n`,
  );
  return {
    parameters: `parameters:\n  - $ref: ${refer("parameters/Fields")}\n${isList ? paging.join("") : ""}`,
    response: `"200":
  description: ${isList ? "One page of the list" : "The node as it is now"}
  content:
    application/json:
      schema: { $ref: ${isList ? `"#/components/schemas/${first}"` : refer(`schemas/${one}`)} }
      examples:
${indent(8, isList ? listExamples(draft, sibling) : nodeExamples(sibling))}`,
    components: (sibling === undefined ? fields : "") + (schemas && `schemas:\n${schemas}`),
  };
}

function listExamples({ path = "" }: Draft, sibling: string | undefined): string {
  const address = `https://graph.facebook.com/v25.0${path.replaceAll(/\{[^}]+\}/g, "1061234567890000")}`;
  return `page:
  summary: A page with a successor
  value: ${fillIn("a response of the platform, with invented identities")}
    data:
      - { id: "1061234567890123"${sibling === undefined ? ", name: Harbour Coffee Roasters" : ""} }
      - { id: "1061234567890124"${sibling === undefined ? ", name: Northwind Bicycles" : ""} }
    paging:
      cursors: { before: NDMyNzQyODI3OTQw, after: MTAxNTExOTQ1MjAwNzI5NDE= }
      next: ${address}?after=MTAxNTExOTQ1MjAwNzI5NDE%3D
empty:
  summary: Nothing to list
  value: { data: [], paging: { cursors: {} } }
`;
}

function nodeExamples(sibling: string | undefined): string {
  return `whole:
  summary: With its default fields
  value: ${fillIn("a response of the platform, with invented identities")}
    id: "1061234567890123"
${sibling === undefined ? "    name: Harbour Coffee Roasters\n" : ""}`;
}

/** For a call that changes something and returns only whether it succeeded. */
export function changingParts(draft: Draft): Parts {
  const [body] = schemasOf(draft);
  const requestBody = `requestBody:
  required: true
  content:
    application/json:
      schema: { $ref: "#/components/schemas/${body}" }
      examples:
        named:
          summary: Under a name of its own
          value: { name: Harbour Coffee Roasters } ${fillIn("a body that the platform accepts")}
`;
  const schemas = `schemas:
  ${body}:
    type: object
    required: [name]
    properties:
      name:
        type: string
        minLength: 1
        description: As people see it ${fillIn("this property and the others: meaning, unit, limits")}
`;
  return {
    parameters: body === undefined ? "" : requestBody,
    response: `"200": { $ref: ../shared/success.yaml#/components/responses/Success } ${fillIn("another response, if it returns more")}\n`,
    components: body === undefined ? "" : schemas,
  };
}

export function indent(spaces: number, text: string): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(spaces));
}
