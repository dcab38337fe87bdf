import { escapePointerFragment } from "@redocly/openapi-core";
import type { SpecDocument } from "../../specs/documents.ts";
import { type Operation, operationsOf } from "../../specs/openapi.ts";
import { SpecError } from "../../specs/spec-error.ts";

/**
 * @throws {SpecError} if a name cannot be that of a function, or stands for several operations of any domains and
 * versions, so that no one function could call them; and if `x-functions` names what the document does not have
 */
export function checkFunctions(documents: SpecDocument[]): void {
  const problems: string[] = [];
  const known = new Map<string, { call: string; where: string }>();
  for (const { domain, openapi, at } of documents) {
    for (const { path, method, operation } of operationsOf(openapi)) {
      const place = (...keys: string[]) =>
        at(`#/${["paths", path, method, ...keys].map(escapePointerFragment).join("/")}`);
      const call = `${method.toUpperCase()} ${path}`;
      for (const [name, keys] of namesOf(operation)) {
        const own = { call: `${call} of ${domain}`, where: place(...keys) };
        const first = known.get(name) ?? own;
        known.set(name, first);
        if (!isName(name)) problems.push(`${own.where} ${name} cannot be the name of a function`);
        if (first.call !== own.call) {
          problems.push(
            `${own.where} ${name} is the name of ${own.call}, and in ${first.where} that of ${first.call}: rename one of them`,
          );
        }
      }
      const content = Object.values(operation.requestBody?.content ?? {});
      const examples = content.flatMap((media) => Object.keys(media.examples ?? {}));
      const schemas = Object.keys(openapi.components?.schemas ?? {});
      for (const [name, described] of Object.entries(operation["x-functions"] ?? {})) {
        for (const [key, all] of [
          ["body", schemas],
          ["answer", schemas],
          ["example", examples],
        ] as const) {
          if (all.includes(described[key])) continue;
          const kind = key === "example" ? "an example of the operation" : "a schema of the document";
          problems.push(`${place("x-functions", name, key)} ${name} names ${described[key]}, which is not ${kind}`);
        }
      }
    }
  }
  if (problems.length > 0) throw new SpecError([...new Set(problems)]);
}

/** The names of functions and types that an operation has, and where they are written in it. */
function namesOf({ operationId, "x-functions": own = {} }: Operation): Map<string, string[]> {
  const names = Object.keys(own).map((name): [string, string[]] => [name, ["x-functions", name]]);
  return new Map([...names, [operationId, ["operationId"]]]);
}

function isName(name: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(name) && !reserved.has(name);
}

const reserved = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);
