import { parse } from "yaml";
import { otherFolders } from "../specs/documents.ts";
import type { OpenApiDocument } from "../specs/openapi.ts";
import { writeDocument } from "./document.ts";
import { type Draft, edgeOf, parametersOf, placeOf } from "./draft.ts";
import { documentsOf, type Known } from "./known.ts";

/** Returns what is wrong with a value and what to do; undefined if it is valid. */
export type Check = (value: string, draft: Draft, known: Known) => string | undefined;

const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

export const checkName: Check = (value, _, known) => {
  const { domain, api, file } = placeOf({ name: value });
  if (value.split("/").length !== 2 || !kebabCase.test(domain) || !snakeCase.test(api))
    return `${value} is not <domain>/<api>: write the domain with hyphens, the API with underscores, as in preverified-numbers/add_phone_numbers`;
  if (otherFolders.includes(domain)) return `specs/${domain} holds no APIs: choose another domain`;
  const documents = documentsOf(domain, known);
  if (documents.some((other) => other.file === file)) return `${file} exists: add the operation there`;
  if (documents.length === 0)
    return known.packages.includes(domain) ? `packages/${domain} is written by hand: choose another domain` : undefined;
  const isCallable = documents.some(({ paths }) => paths);
  return isCallable ? undefined : `specs/${domain} describes webhooks, not calls: choose another domain`;
};

export const checkPath: Check = (value, draft, { operations }) => {
  const segments = value.split("/").slice(1);
  if (!value.startsWith("/") || segments.includes(""))
    return `${value} is not a path: start with a slash, as in /{waba_id}/phone_numbers`;
  if (/^v\d/.test(segments[0] ?? ""))
    return `${value} starts with a version: leave it out, it is part of the server URL`;
  const wrong = segments.find((segment) => !snakeCase.test(segment.replace(/^\{(.*)\}$/, "$1")));
  if (wrong !== undefined) return `${wrong} in ${value} is not snake_case: write small letters, digits and underscores`;
  if (new Set(parametersOf(value)).size < parametersOf(value).length)
    return `${value} has two parameters with the same name: rename one of them`;

  const { domain, api } = placeOf(draft);
  const edge = edgeOf(value);
  if (edge !== undefined && edge !== api)
    return `${value} belongs in specs/${domain}/${edge}.yaml: write ${domain}/${edge} in place of ${domain}/${api}`;
  const described = operations.filter(({ path }) => path === value);
  const [first] = described;
  if (!first) return undefined;
  const methods = [...new Set(described.map(({ method }) => method.toUpperCase()))].join(" and ");
  return `${methods} ${value} is described in ${first.file}: change that document, or add the operation to it`;
};

export const checkOperationId: Check = (value, draft, known) => {
  if (!/^[a-z]+[A-Z][a-zA-Z0-9]*$/.test(value))
    return `${value} is not a verb and noun in lowerCamelCase: write it like listPhoneNumbers`;
  const taken = known.operations.find(({ operation }) => operation.operationId === value);
  if (taken)
    return `${value} already belongs to ${taken.method.toUpperCase()} ${taken.path} in ${taken.file}: choose another`;

  const written: OpenApiDocument = parse(writeDocument({ ...draft, "operation-id": value }, known));
  const own = Object.keys(written.components?.schemas ?? {});
  for (const { file, components } of documentsOf(placeOf(draft).domain, known)) {
    const schema = own.find((name) => name in (components?.schemas ?? {}));
    if (schema) return `${value} creates a schema ${schema}, which ${file} already has: choose another noun`;
  }
  return undefined;
};
