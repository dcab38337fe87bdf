import { hash } from "node:crypto";
import { stringify } from "yaml";
import { fillIn } from "../generate/fill-ins.ts";
import { allPages, type Draft, parametersOf, placeOf, schemasOf, thingOf } from "./draft.ts";
import { type Known, siblingOf } from "./known.ts";
import { changingParts, indent, readingParts } from "./parts.ts";

const errors = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  422: "UnprocessableEntity",
  429: "TooManyRequests",
  500: "ServerError",
};

/**
 * A valid document, complete in form. What only the author knows is a placeholder with a comment that says what to
 * write.
 */
export function writeDocument(draft: Draft, known: Known): string {
  const { domain, api } = placeOf(draft);
  const { path = "", method = "", "operation-id": operationId, docs } = draft;
  const things = api.replaceAll("_", " ");
  const title = things.charAt(0).toUpperCase() + things.slice(1);
  const tag = tagOf(domain, known);
  const summary = summaryOf(draft);
  const sibling = siblingOf(domain, schemasOf(draft).at(-1) ?? "", known);
  const { parameters, response, components } = method === "get" ? readingParts(draft, sibling) : changingParts(draft);
  const isNode = parametersOf(path).length === path.split("/").length - 1;
  return `openapi: 3.1.0
info:
  title: ${title}
  version: 1.0.0
  description: ${summary}. ${fillIn("what the API is for, in one sentence")}
  license: { name: MIT, identifier: MIT }
x-graph-versions: { $ref: ../shared/versions.yaml#/all }
servers:
  - $ref: ../shared/versions.yaml#/server
security:
  - accessToken: []
tags:
  - name: ${tag.name}
    description: ${tag.description}

paths:
  ${path}:
${isNode && path !== `/{${api}_id}` ? `    x-node: ${api}\n` : ""}${pathParameters(path, known)}    ${method}:
      operationId: ${operationId}
      summary: ${summary} ${fillIn("what the call does, in a few words")}
      description: >- ${fillIn("what it returns or changes, in which order, limits, errors, permission")}
        Works on what the token may see. Needs the permission \`whatsapp_business_management\`.
      externalDocs:
        description: ${title} API
        url: ${docs}${docs === allPages ? ` ${fillIn("the URL of Meta's page on this API")}` : ""}
      tags: [${tag.name}]
${indent(6, parameters)}      responses:
${indent(8, response)}${Object.entries(errors)
    .map(([status, name]) => `        "${status}": { $ref: ../shared/errors.yaml#/components/responses/${name} }\n`)
    .join("")}
components:
  securitySchemes:
    accessToken: { $ref: ../shared/auth.yaml#/components/securitySchemes/accessToken }
${indent(2, components)}`;
}

function summaryOf(draft: Draft): string {
  const { api } = placeOf(draft);
  if (draft.method === "post") return `Make a new ${thingOf(api)}`;
  if (draft.method === "delete") return `Remove a ${thingOf(api)} for good`;
  return draft.shape === "list" ? `List ${api.replaceAll("_", " ")} that a token may see` : `Read one ${thingOf(api)}`;
}

/** The documents of a domain share one tag, which describes the domain. */
function tagOf(domain: string, { documents }: Known): { name: string; description: string } {
  const [, sibling] = [...documents].find(([file]) => file.startsWith(`specs/${domain}/`)) ?? [];
  const [tag] = sibling?.tags ?? [];
  if (tag) return { name: scalar(tag.name), description: scalar(tag.description ?? "") };
  const words = domain.replaceAll("-", " ");
  return {
    name: words.charAt(0).toUpperCase() + words.slice(1),
    description: `Calls that belong together ${fillIn("what the domain is about; the same in every document")}`,
  };
}

function scalar(value: string): string {
  return stringify(value, { lineWidth: 0 }).trim();
}

function pathParameters(path: string, { sharedIds }: Known): string {
  const entries = parametersOf(path).map((name) => {
    const shared = sharedIds.get(name);
    if (shared) return `- $ref: ../shared/ids.yaml#/components/parameters/${shared}\n`;
    const thing = thingOf(name.replace(/_id$/, ""));
    return `- name: ${name}
  in: path
  required: true
  description: The ${thing} meant, as another call answered it ${fillIn("what the id identifies and where it comes from")}
  schema: { $ref: ../shared/ids.yaml#/components/schemas/NodeId }
  example: "${exampleOf(name)}"
`;
  });
  return entries.length > 0 ? indent(4, `parameters:\n${indent(2, entries.join(""))}`) : "";
}

/** Different digits for each name: the sandbox identifies nodes by them. */
function exampleOf(name: string): string {
  return String(1e15 + (Number.parseInt(hash("sha256", name).slice(0, 12), 16) % 9e15));
}
