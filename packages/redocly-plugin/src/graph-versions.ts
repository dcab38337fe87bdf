import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { entriesOf, follow, isNode, type Node } from "./lib/nodes.ts";
import { operationsOf } from "./lib/operations.ts";
import { fileOf, repositoryOf, stringsOf } from "./lib/repository.ts";

/** The document lists the versions that it describes; every operation is described once for each supported version. */
export const graphVersions: Oas3Rule = () => ({
  Root(root, context) {
    if (!isNode(root)) return;
    const versions: unknown = context.resolve(root["x-graph-versions"] ?? {}).node;
    if (!Array.isArray(versions) || versions.length === 0) {
      const message =
        "Set x-graph-versions to the versions that the document describes: a list such as [v25.0], or a $ref to ../shared/versions.yaml";
      context.report({ message, location: keyOf(context, root, "x-graph-versions") });
      return;
    }
    checkServers(root, versions, context);
    checkCoverage(root, versions, context);
  },
});

function checkServers(root: Node, versions: unknown[], context: UserContext): void {
  const offered = entriesOf(context, { node: root, location: context.location }, "servers")
    .map(([, server]) => follow(context, server))
    .flatMap((server) => (server ? entriesOf(context, server, "variables") : []))
    .filter(([name]) => name === "version")
    .map(([, variable]) => stringsOf(follow(context, variable)?.node.enum));
  if ("paths" in root && offered.length === 0) {
    const message = "Add a variable `version` with an enum to the server: the paths have no version";
    context.report({ message, location: keyOf(context, root, "servers") });
  }
  const foreign = versions.filter((version) => offered.some((list) => !list.some((item) => item === version)));
  if (foreign.length === 0) return;
  const message = `Remove ${foreign.join(", ")} from x-graph-versions: not in the enum of the server variable version`;
  context.report({ message, location: keyOf(context, root, "x-graph-versions") });
}

function checkCoverage(root: Node, versions: unknown[], context: UserContext): void {
  const document = context.location.source.absoluteRef;
  const { supported, operations } = repositoryOf(document);
  if (supported.length === 0) {
    const message =
      "The supported versions are unknown: list them in ../shared/versions.yaml, for example all: [v25.0]";
    context.report({ message, location: keyOf(context, root, "x-graph-versions") });
  }
  for (const operation of operationsOf(context, root)) {
    const location = operation.location.key();
    const others = operations.filter(({ name, file }) => name === operation.name && file !== fileOf(document));
    const described = new Set([...versions, ...others.flatMap((other) => other.versions)]);
    const missing = supported.filter((version) => !described.has(version));
    if (missing.length > 0) {
      const places = ["here", ...others.map(({ file }) => `in ${file}`)].join(" or ");
      const message = `Describe ${operation.name} for ${missing.join(", ")}: extend x-graph-versions ${places}, or add a document for the other shape`;
      context.report({ message, location });
    }
    for (const other of others) {
      const twice = other.versions.filter((version) => versions.includes(version));
      if (twice.length === 0) continue;
      context.report({
        message: `Describe ${operation.name} once for ${twice.join(", ")}: ${other.file} describes it too`,
        location,
      });
    }
  }
}

function keyOf({ location }: UserContext, root: Node, key: string): UserContext["location"] {
  return location.child(key in root ? key : "openapi").key();
}
