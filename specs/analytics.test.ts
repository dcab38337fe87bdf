import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { readDocuments } from "../scripts/specs/documents.ts";
import { type OpenApiDocument, operationsOf, parametersOf, resolve, type Schema } from "../scripts/specs/openapi.ts";

const documents = await readDocuments(dirname(import.meta.dirname), ["analytics", "business-accounts"]);

/** The parameters of analytics that are read as a field of the account, by the name of the field. */
const ofFields = documents
  .filter(({ name }) => name === "whatsapp_business_account")
  .flatMap(({ openapi }) =>
    [...operationsOf(openapi)].flatMap(({ item, operation }) => parametersOf(openapi, item, operation)),
  )
  .reduce<Record<string, Schema>>((all, parameter) => ({ ...all, ...parameter["x-field-parameters"] }), {});

/** What a caller may pass, without descriptions. */
function limitsOf(openapi: OpenApiDocument, schema: Schema): unknown {
  const { description: _, items, anyOf, ...limits } = resolve(openapi, schema);
  return {
    ...limits,
    ...(items && { items: limitsOf(openapi, items) }),
    ...(anyOf && { anyOf: anyOf.map((part) => limitsOf(openapi, part)) }),
  };
}

// references are not followed in x-field-parameters, so both are written out
describe.each(documents.filter(({ domain, name }) => domain === "analytics" && name in ofFields))(
  "$name",
  ({ name, openapi }) => {
    test("takes the same parameters as a path and as a field of the account", () => {
      const [only] = [...operationsOf(openapi)].map(({ item, operation }) => parametersOf(openapi, item, operation));
      const inQuery = (only ?? []).filter(
        (parameter) => parameter.in === "query" && !["limit", "after", "before"].includes(parameter.name),
      );
      const ofPath = inQuery.map((parameter): [string, unknown] => [
        parameter.name,
        limitsOf(openapi, parameter.schema ?? parameter.content?.["application/json"]?.schema ?? {}),
      ]);
      const { properties = {}, required = [] } = ofFields[name] ?? {};
      const ofField = Object.entries(properties).map(([key, schema]) => [key, limitsOf(openapi, schema)]);
      expect(Object.fromEntries(ofPath)).toEqual(Object.fromEntries(ofField));
      expect(
        inQuery
          .filter((parameter) => parameter.required)
          .map((parameter) => parameter.name)
          .toSorted(),
      ).toEqual(required.toSorted());
    });
  },
);

test("all analytics but messages are paths and fields", () => {
  const paths = documents.filter(({ domain }) => domain === "analytics").map(({ name }) => name);
  const fields = Object.keys(ofFields).filter((name) => name !== "analytics");
  expect(fields.toSorted()).toEqual(paths.filter((name) => name !== "template_performance_metrics"));
});
