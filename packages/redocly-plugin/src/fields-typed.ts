import type { Oas3Rule } from "@redocly/openapi-core";
import { fieldsOf, namesOf, selectedFrom } from "./lib/fields.ts";
import { type Context, type Edge, entriesOf, type Place } from "./lib/nodes.ts";
import { type Operation, operationsOf } from "./lib/operations.ts";
import { type Report, reportOnce } from "./lib/report.ts";

/** `fields` can be typed: its names are a closed enum, have defaults and are properties of the response. */
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
    report(
      "Give `fields` style: form and explode: false: the platform expects one comma-separated list",
      fields.location,
    );
  }
  const known = names.map(({ raw }) => raw);
  for (const [index, { raw, location }] of names.entries()) {
    if (known.indexOf(raw) < index) report(`Remove the duplicate field ${String(raw)}`, location);
  }
  const defaults = entriesOf(context, fields, "x-default-fields");
  if (defaults.length === 0) report("List in x-default-fields what is returned without `fields`", fields.location);
  for (const [, { raw, location }] of defaults) {
    if (!known.includes(raw)) report(`Remove ${String(raw)} from x-default-fields: it is not in the enum`, location);
  }
}

function checkAnswer(context: Context, operation: Operation, fields: Place, names: Edge[], report: Report): void {
  const shapes = selectedFrom(context, operation);
  const isAnswered = (name: unknown) => shapes.some(({ properties }) => properties.has(String(name)));
  for (const { raw, location } of names) {
    if (isAnswered(raw)) continue;
    report(
      `Describe the field ${String(raw)} in the response of ${operation.name}, or remove it from the enum`,
      location,
    );
  }
  if (isAnswered("id") && !names.some(({ raw }) => raw === "id")) {
    report(`Add id to the enum of \`fields\`: the response of ${operation.name} has it`, fields.location);
  }
  for (const { raw, location } of shapes.flatMap(({ required }) => required)) {
    if (raw !== "id")
      report(`Remove ${String(raw)} from \`required\`: a selection by \`fields\` may omit it`, location);
  }
}
