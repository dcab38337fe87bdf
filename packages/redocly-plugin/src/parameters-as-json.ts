import type { Oas3Rule } from "@redocly/openapi-core";
import { child, follow } from "./lib/nodes.ts";
import { operationsOf, parametersOf } from "./lib/operations.ts";
import { reportOnce } from "./lib/report.ts";

// comma-separated names
const nameLists = new Set(["fields", "summary"]);

/** The platform expects lists and objects in a query as JSON, and the document says so. */
export const parametersAsJson: Oas3Rule = () => ({
  Root(root, context) {
    const report = reportOnce(context);
    for (const operation of operationsOf(context, root)) {
      for (const { parameter } of parametersOf(context, operation)) {
        const name = String(parameter.node.name);
        if (parameter.node.in !== "query" || nameLists.has(name)) continue;
        const types = [follow(context, child(parameter, "schema"))?.node.type].flat();
        if (!types.some((type) => type === "array" || type === "object")) continue;
        const message = `Describe ${name} by content: application/json instead of schema: the platform expects lists and objects as JSON`;
        report(message, parameter.location);
      }
    }
  },
});
