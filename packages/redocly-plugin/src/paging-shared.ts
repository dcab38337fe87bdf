import type { Oas3Rule } from "@redocly/openapi-core";
import { child, refersToShared } from "./lib/nodes.ts";
import { answersOf, operationsOf, parametersOf } from "./lib/operations.ts";
import { reportOnce } from "./lib/report.ts";
import { listItemsOf, type SchemaEdge, shapeOf, walkSchema } from "./lib/schemas.ts";

const cursors = ["after", "before"];
const shared = "as a $ref to ../shared/paging.yaml: all lists share their paging";

/** All lists share their paging: the parameters and the `paging` of `shared/paging.yaml`. */
export const pagingShared: Oas3Rule = () => ({
  Root(root, context) {
    const report = reportOnce(context);
    const refuseOwnPaging = (edge: SchemaEdge) => {
      if (edge.keyword !== "properties" || edge.name !== "paging" || refersToShared(edge, "paging.yaml")) return;
      report(`Write \`paging\` ${shared}`, edge.location.key());
    };

    for (const operation of operationsOf(context, root)) {
      const answers = answersOf(context, operation).map((answer) => child(answer, "schema"));
      for (const answer of answers) walkSchema(context, answer, refuseOwnPaging);

      const given = parametersOf(context, operation).filter(
        ({ parameter: { node } }) => node.in === "query" && cursors.includes(String(node.name)),
      );
      for (const { edge, parameter } of given) {
        if (refersToShared(edge, "paging.yaml")) continue;
        report(`Write the parameter ${String(parameter.node.name)} ${shared}`, edge.location);
      }

      const names = new Set(given.map(({ parameter }) => parameter.node.name));
      const isList = answers
        .map((answer) => shapeOf(context, answer))
        .some((shape) => listItemsOf(context, shape) && shape.properties.has("paging"));
      for (const name of cursors) {
        if (isList === names.has(name)) continue;
        const message = isList
          ? `Add the parameter ${name} from ../shared/paging.yaml: ${operation.name} returns \`data\` with \`paging\``
          : `Remove the parameter ${name}, or return \`data\` (an array) with \`paging\`: ${operation.name} does not return a list`;
        report(message, operation.location.key());
      }
    }
  },
});
