import type { Oas3Rule } from "@redocly/openapi-core";
import { entriesOf, refersToShared } from "./lib/nodes.ts";
import { operationsOf } from "./lib/operations.ts";

/** Every operation describes its errors by references to `shared/errors.yaml`. */
export const errorsShared: Oas3Rule = () => ({
  Root(root, context) {
    for (const operation of operationsOf(context, root)) {
      if (operation.webhook) continue; // the receiver defines its responses
      const responses = entriesOf(context, operation, "responses");
      if (!responses.some(([status]) => /^4(\d\d|XX)$/.test(status))) {
        context.report({
          message: `Describe the errors of ${operation.name}: it has no 4xx response`,
          location: operation.location.child("responses").key(),
        });
      }
      for (const [status, response] of responses) {
        if (!/^([45](\d\d|XX)|default)$/.test(status) || refersToShared(response, "errors.yaml")) continue;
        context.report({
          message: `Write response ${status} of ${operation.name} as a $ref to ../shared/errors.yaml: all documents share one error schema`,
          location: response.location.key(),
        });
      }
    }
  },
});
