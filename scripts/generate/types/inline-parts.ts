import { type OpenApiDocument, operationsOf, resolve } from "../../specs/openapi.ts";

/** Puts parameters and headers where they are referred to: only schemas and responses have types with names. */
export function inlineParts(document: OpenApiDocument): void {
  const operations = [...operationsOf(document), ...operationsOf(document, "webhooks")];
  for (const { item, operation } of operations) {
    for (const part of [item, operation]) {
      if (part.parameters) part.parameters = part.parameters.map((parameter) => resolve(document, parameter));
    }
  }
  const { schemas = {}, responses = {} } = document.components ?? {};
  for (const { headers = {} } of Object.values(responses)) {
    for (const [name, header] of Object.entries(headers)) headers[name] = resolve(document, header);
  }
  document.components = { schemas, responses };
}
