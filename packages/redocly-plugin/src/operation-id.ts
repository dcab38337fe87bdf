import type { Oas3Rule } from "@redocly/openapi-core";
import { operationsOf } from "./lib/operations.ts";
import { fileOf, repositoryOf } from "./lib/repository.ts";

/** Each method and path has one lowerCamelCase id in the whole repository, and each id one method and path. */
export const operationId: Oas3Rule = () => ({
  Root(root, context) {
    const document = context.location.source.absoluteRef;
    for (const operation of operationsOf(context, root)) {
      const id = operation.node.operationId;
      if (id === undefined) {
        context.report({ message: `Add an operationId to ${operation.name}`, location: operation.location.key() });
        continue;
      }
      const location = operation.location.child("operationId");
      if (typeof id !== "string" || !/^[a-z][a-zA-Z0-9]*$/.test(id)) {
        context.report({
          message: `Write the operationId ${String(id)} in lowerCamelCase: a verb and a noun`,
          location,
        });
      }
      for (const other of repositoryOf(document).operations) {
        if (other.name === operation.name && other.file === fileOf(document)) continue;
        if (other.operationId === id && other.name !== operation.name) {
          const message = `Choose another operationId: ${String(id)} already identifies ${other.name} in ${other.file}`;
          context.report({ message, location });
        }
        if (other.name === operation.name && other.operationId !== id && other.operationId !== undefined) {
          const message = `Use one operationId for ${operation.name}: it is ${String(id)} here and ${String(other.operationId)} in ${other.file}`;
          context.report({ message, location });
        }
      }
    }
  },
});
