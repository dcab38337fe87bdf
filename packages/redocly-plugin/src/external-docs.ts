import type { Oas3Rule } from "@redocly/openapi-core";
import { child, follow } from "./lib/nodes.ts";
import { operationsOf } from "./lib/operations.ts";

/** Every operation links to the platform's page that documents it. */
export const externalDocs: Oas3Rule = () => ({
  Root(root, context) {
    for (const operation of operationsOf(context, root)) {
      const docs = follow(context, child(operation, "externalDocs"));
      const url = docs?.node.url;
      if (typeof url === "string" && url.startsWith("https://") && URL.canParse(url)) continue;
      context.report({
        message: `Add externalDocs.url to ${operation.name}: the https URL of the page that documents it`,
        location: docs && url !== undefined ? docs.location.child("url") : operation.location.key(),
      });
    }
  },
});
