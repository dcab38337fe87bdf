import type { Oas3Rule } from "@redocly/openapi-core";
import { child, entriesOf } from "./lib/nodes.ts";
import { answersOf, mediaTypesOf, operationsOf } from "./lib/operations.ts";
import { reportOnce } from "./lib/report.ts";

/** Request bodies and successful JSON responses have a named example. */
export const examplesPresent: Oas3Rule = () => ({
  Root(root, context) {
    const report = reportOnce(context);
    for (const operation of operationsOf(context, root)) {
      const bodies = mediaTypesOf(context, child(operation, "requestBody")).map(([, mediaType]) => mediaType);
      for (const mediaType of [...bodies, ...answersOf(context, operation)]) {
        if (entriesOf(context, mediaType, "examples").length > 0) continue;
        const what = bodies.includes(mediaType) ? "request body" : "response";
        report(`Add a named example under \`examples\`: the ${what} has none`, mediaType.location.key());
      }
    }
  },
});
