import type { Oas3Rule } from "@redocly/openapi-core";
import { child, type Context, type Edge, entriesOf, follow, isReference, type Place } from "./lib/nodes.ts";
import { mediaTypesOf, type Operation, operationsOf, parametersOf } from "./lib/operations.ts";
import { reportOnce } from "./lib/report.ts";
import { type SchemaEdge, walkSchema } from "./lib/schemas.ts";

/** Enums are open in what the platform sends, as it adds values later, and closed in what is sent to it. */
export const enumsOpenInAnswers: Oas3Rule = () => ({
  Root(root, context) {
    const report = reportOnce(context);
    const refuseClosed = (edge: SchemaEdge, schema: Place) => {
      if (!schema.node.enum || isOpen(context, edge, schema)) return;
      const message =
        "Open the enum with anyOf: [<the enum>, { type: string }]: the platform adds values to responses at any time";
      report(message, isReference(edge.raw) ? edge.location : edge.location.child("enum").key());
    };
    const refuseOpen = (edge: SchemaEdge, schema: Place) => {
      if (!schema.node.enum || !isOpen(context, edge, schema)) return;
      report("Close the enum: a request accepts only the listed values, without anyOf", edge.location);
    };

    for (const operation of operationsOf(context, root)) {
      const [asked, answered] = [requestSchemas(context, operation), responseSchemas(context, operation)];
      // the platform calls a webhook: there the request is what the platform sends
      for (const edge of operation.webhook ? asked : answered) walkSchema(context, edge, refuseClosed);
      for (const edge of operation.webhook ? answered : asked) walkSchema(context, edge, refuseOpen);
    }
  },
});

function isOpen(context: Context, edge: SchemaEdge, schema: Place): boolean {
  if (edge.keyword !== "anyOf" || !edge.parent) return false;
  return entriesOf(context, edge.parent, "anyOf").some(([, sibling]) => {
    const node = follow(context, sibling)?.node;
    if (!node || node.type !== (schema.node.type ?? "string")) return false;
    return !["enum", "const", "pattern", "format"].some((keyword) => keyword in node);
  });
}

function schemasIn(context: Context, edge: Edge): Edge[] {
  const holder = follow(context, edge);
  const mediaTypes = mediaTypesOf(context, edge).map(([, mediaType]) => mediaType);
  return [...(holder ? [holder] : []), ...mediaTypes].map((place) => child(place, "schema"));
}

function requestSchemas(context: Context, operation: Operation): Edge[] {
  const parameters = parametersOf(context, operation).map(({ edge }) => edge);
  return [...parameters, child(operation, "requestBody")].flatMap((edge) => schemasIn(context, edge));
}

function responseSchemas(context: Context, operation: Operation): Edge[] {
  return entriesOf(context, operation, "responses").flatMap(([, edge]) => {
    const response = follow(context, edge);
    const headers = response ? entriesOf(context, response, "headers").map(([, header]) => header) : [];
    return [edge, ...headers].flatMap((part) => schemasIn(context, part));
  });
}
