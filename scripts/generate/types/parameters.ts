import { parameterExample } from "../../specs/documented-calls.ts";
import { type OpenApiDocument, operationsOf, parametersOf } from "../../specs/openapi.ts";

/** A parameter that is sent as JSON is typed by what that JSON holds. */
export function typeParameters(document: OpenApiDocument): void {
  for (const { item, operation } of operationsOf(document)) {
    for (const parameter of parametersOf(document, item, operation)) {
      const schema = parameter.content?.["application/json"]?.schema;
      if (schema) Object.assign(parameter, { schema, example: parameterExample(parameter), content: undefined });
    }
  }
}
