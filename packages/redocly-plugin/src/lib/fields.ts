import { child, type Context, type Edge, entriesOf, follow, type Place } from "./nodes.ts";
import { answersOf, type Operation, parametersOf } from "./operations.ts";
import { listItemsOf, type Shape, shapeOf } from "./schemas.ts";

/** The query parameter `fields` of the operation. */
export function fieldsOf(context: Context, operation: Operation): Place | undefined {
  return parametersOf(context, operation)
    .map(({ parameter }) => parameter)
    .find(({ node }) => node.in === "query" && node.name === "fields");
}

/** The names that `fields` accepts, undefined if its schema does not limit them. */
export function namesOf(context: Context, fields: Place): Edge[] | undefined {
  const schema = follow(context, child(fields, "schema"));
  const items = schema && follow(context, child(schema, "items"));
  if (schema?.node.type !== "array" || items?.node.type !== "string") return undefined;
  const names = entriesOf(context, items, "enum").map(([, edge]) => edge);
  return names.length > 0 ? names : undefined;
}

/** The objects that `fields` selects from: the responses, or the items of their `data`. */
export function selectedFrom(context: Context, operation: Operation): Shape[] {
  return answersOf(context, operation).map((answer) => {
    const shape = shapeOf(context, child(answer, "schema"));
    const items = listItemsOf(context, shape);
    return items ? shapeOf(context, items) : shape;
  });
}
