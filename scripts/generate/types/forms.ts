import { type OpenApiDocument, operationsOf, resolve } from "../../specs/openapi.ts";

/** A form without files equals the JSON body, with lists and objects as text: only JSON is kept. */
export function dropPlainForms(document: OpenApiDocument): void {
  for (const { operation } of operationsOf(document)) {
    const content = operation.requestBody?.content;
    if (!content?.["application/json"]) continue;
    for (const [type, { schema = {} }] of Object.entries(content)) {
      const properties = Object.values(resolve(document, schema).properties ?? {});
      const hasFile = properties.some((property) => resolve(document, property).format === "binary");
      if (type !== "application/json" && !hasFile) delete content[type];
    }
  }
}
