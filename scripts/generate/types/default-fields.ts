import { answerOf, nodeOf, type OpenApiDocument, operationsOf, parametersOf } from "../../specs/openapi.ts";

/** Operation id → its default fields, for operations whose default is not all fields. */
export function defaultFieldsOf(document: OpenApiDocument): Map<string, string[]> {
  const defaults = new Map<string, string[]>();
  for (const { item, operation } of operationsOf(document)) {
    const fields = parametersOf(document, item, operation).find(({ name }) => name === "fields");
    const names = fields?.["x-default-fields"];
    const answer = answerOf(document, operation);
    if (!names || !answer) continue;
    const all = Object.keys(nodeOf(document, answer).properties ?? {});
    const areAll = all.length > 0 && all.every((name) => name === "id" || names.includes(name));
    if (!areAll) defaults.set(operation.operationId, names);
  }
  return defaults;
}
