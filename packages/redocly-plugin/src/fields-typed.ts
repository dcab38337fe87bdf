import type { Oas3Rule } from "@redocly/openapi-core";
import { fieldsOf, namesOf, selectedFrom } from "./lib/fields.ts";
import { type Context, type Edge, entriesOf, type Place } from "./lib/nodes.ts";
import { type Operation, operationsOf } from "./lib/operations.ts";
import { type Report, reportOnce } from "./lib/report.ts";

/** A selection by `fields` can be typed: its names are closed, have defaults and are properties of the answer. */
export const fieldsTyped: Oas3Rule = () => ({
  Root(root, context) {
    const report = reportOnce(context);
    for (const operation of operationsOf(context, root)) {
      const fields = fieldsOf(context, operation);
      if (!fields) continue;
      const names = namesOf(context, fields);
      if (names) {
        checkParameter(context, fields, names, report);
        checkAnswer(context, operation, fields, names, report);
      } else {
        report("Make `fields` an array of strings with a closed, non-empty enum", fields.location);
      }
    }
  },
});

function checkParameter(context: Context, fields: Place, names: Edge[], report: Report): void {
  if (fields.node.style !== "form" || fields.node.explode !== false) {
    report("Give `fields` style: form and explode: false: the platform takes one list with commas", fields.location);
  }
  const known = names.map(({ raw }) => raw);
  for (const [index, { raw, location }] of names.entries()) {
    if (known.indexOf(raw) < index) report(`Name the field ${String(raw)} once`, location);
  }
  const defaults = entriesOf(context, fields, "x-default-fields");
  if (defaults.length === 0) report("List in x-default-fields what comes without `fields`", fields.location);
  for (const [, { raw, location }] of defaults) {
    if (!known.includes(raw))
      report(`Take ${String(raw)} out of x-default-fields: the enum does not have it`, location);
  }
}

function checkAnswer(context: Context, operation: Operation, fields: Place, names: Edge[], report: Report): void {
  const shapes = selectedFrom(context, operation);
  const isAnswered = (name: unknown) => shapes.some(({ properties }) => properties.has(String(name)));
  for (const { raw, location } of names) {
    if (isAnswered(raw)) continue;
    report(
      `Describe the field ${String(raw)} in the answer of ${operation.name}, or take it out of the enum`,
      location,
    );
  }
  if (isAnswered("id") && !names.some(({ raw }) => raw === "id")) {
    report(`Add id to the enum of \`fields\`: the answer of ${operation.name} has it`, fields.location);
  }
  for (const { raw, location } of shapes.flatMap(({ required }) => required)) {
    if (raw !== "id")
      report(`Take ${String(raw)} out of \`required\`: a selection by \`fields\` leaves it out`, location);
  }
}
