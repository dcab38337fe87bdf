import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { listDomains, readDocuments } from "../scripts/specs/documents.ts";
import { operationsOf, resolve } from "../scripts/specs/openapi.ts";

const root = dirname(import.meta.dirname);
const documents = await readDocuments(root, await listDomains(root));

test.each([...new Set(documents.map(({ domain }) => domain))])(
  "%s has one tag, which no other domain has",
  (domain) => {
    const ofDomain = documents.filter((document) => document.domain === domain).map(({ openapi }) => openapi.tags);
    const [tags = []] = ofDomain;
    expect(tags).toEqual([{ name: expect.any(String), description: expect.any(String) }]);
    expect(ofDomain).toEqual(ofDomain.map(() => tags));

    const named = documents.filter(({ openapi }) => openapi.tags?.some(({ name }) => name === tags[0]?.name));
    expect(new Set(named.map((document) => document.domain))).toEqual(new Set([domain]));
  },
);

describe.each(documents)("$file", ({ openapi }) => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(openapi, "document");

  /** Compiles the schema at this path of the document. */
  const compile = (...keys: string[]) => {
    const pointer = keys.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    return ajv.compile({ $ref: `document#/${pointer}` });
  };

  test("uses each of its components", () => {
    const text = JSON.stringify(openapi);
    const { securitySchemes: _, ...components } = openapi.components ?? {};
    const pointers = Object.entries(components).flatMap(([kind, named]) =>
      Object.keys(named ?? {}).map((name) => `"#/components/${kind}/${name}"`),
    );
    expect(pointers.filter((pointer) => !text.includes(pointer))).toEqual([]);
  });

  const section = openapi.paths ? "paths" : "webhooks";
  for (const { path, method, operation } of operationsOf(openapi, section)) {
    const name = `${method.toUpperCase()} ${path}`;

    for (const [type, { examples }] of Object.entries(operation.requestBody?.content ?? {})) {
      const check = compile(section, path, method, "requestBody", "content", type, "schema");
      test.each(Object.entries(examples ?? {}))(`${name} accepts its example %s`, (_, { value }) => {
        check(value);
        expect(check.errors).toBeNull();
      });
      test.each(Object.entries(examples ?? {}))(
        `${name} takes nothing of another type in its example %s`,
        (_, { value }) => {
          expect(wrongTyped(value).filter((wrong) => check(wrong))).toEqual([]);
        },
      );
    }

    for (const [status, response] of Object.entries(operation.responses)) {
      const place = response.$ref?.split("/").slice(1) ?? [section, path, method, "responses", status];
      for (const [type, { examples }] of Object.entries(resolve(openapi, response).content ?? {})) {
        const check = compile(...place, "content", type, "schema");
        test.each(Object.entries(examples ?? {}))(
          `${name} may respond ${status} with its example %s`,
          (_, { value }) => {
            check(value);
            expect(check.errors).toBeNull();
          },
        );
      }
    }
  }
});

/** Copies of the value, each with one leaf replaced by a value of another type. */
function wrongTyped(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [{ not: "the type" }];
  return Object.entries(value).flatMap(([key, part]) =>
    wrongTyped(part).map((wrong) =>
      Array.isArray(value) ? value.with(Number(key), wrong) : { ...value, [key]: wrong },
    ),
  );
}
