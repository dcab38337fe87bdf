import { otherFolders } from "../specs/documents.ts";
import { type Draft, edgeOf, parametersOf, placeOf, schemasOf } from "./draft.ts";
import { type Known, siblingOf } from "./known.ts";

/** Returns what is wrong with a value and what to do; undefined if it is valid. */
export type Check = (value: string, draft: Draft, known: Known) => string | undefined;

const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

export const checkName: Check = (value, _, { folders, documents }) => {
  const { domain, api, file } = placeOf({ name: value });
  const isSpelled = value.split("/").length === 2 && kebabCase.test(domain) && snakeCase.test(api);
  if (!isSpelled)
    return `${value} is not <domain>/<api>: write the domain with hyphens, the API with underscores, as in preverified-numbers/add_phone_numbers`;
  if (documents.has(file)) return `${file} exists: add the operation there`;
  if (otherFolders.includes(domain)) return `specs/${domain} holds no APIs: choose another domain`;
  const own = [...documents].filter(([other]) => other.startsWith(`specs/${domain}/`));
  const isCallable = own.length === 0 || own.some(([, document]) => document.paths);
  if (!isCallable) return `specs/${domain} describes webhooks, not calls: choose another domain`;
  const isHandwritten = folders.packages.includes(domain) && own.length === 0;
  return isHandwritten ? `packages/${domain} is written by hand: choose another domain` : undefined;
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
  const taken = known.operations.find(({ operationId }) => operationId === value);
  if (taken)
    return `${value} already belongs to ${taken.method.toUpperCase()} ${taken.path} in ${taken.file}: choose another`;

  const { domain } = placeOf(draft);
  const names = schemasOf({ ...draft, "operation-id": value });
  const own = names.filter((name) => draft.method !== "get" || siblingOf(domain, name, known) === undefined);
  for (const [file, { components }] of known.documents) {
    const schema = own.find((name) => file.startsWith(`specs/${domain}/`) && name in (components?.schemas ?? {}));
    if (schema) return `${value} creates a schema ${schema}, which ${file} already has: choose another noun`;
  }
  return undefined;
};

export const checkDocs: Check = (value) => {
  const isAddress = value.startsWith("https://") && URL.canParse(value);
  return isAddress ? undefined : `${value} is not a URL: give that of Meta's page, with https://`;
};
