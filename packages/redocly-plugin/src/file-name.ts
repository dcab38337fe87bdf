import { basename } from "node:path";
import type { Oas3Rule } from "@redocly/openapi-core";
import { entriesOf, follow, isNode, type Node } from "./lib/nodes.ts";
import { repositoryOf, stringsOf } from "./lib/repository.ts";

/** A file is named after the last literal segment or node of its paths, and the first version of an older shape. */
export const fileName: Oas3Rule = () => ({
  Root(root, context) {
    if (!isNode(root)) return;
    const document = context.location.source.absoluteRef;
    const file = basename(document);
    const { supported } = repositoryOf(document);
    const versions = stringsOf(context.resolve(root["x-graph-versions"] ?? {}).node);
    const first = supported.find((version) => versions.includes(version));
    const isOlder = !versions.includes(supported.at(-1) ?? "");
    // without versions any suffix is accepted: graph-versions reports that they are missing
    const suffix = first === undefined ? /\.(v\d+\.\d+)\.yaml$/.exec(file)?.[1] : isOlder && first;

    for (const [path, edge] of entriesOf(context, { node: root, location: context.location }, "paths")) {
      const wanted = [nameOf(path, follow(context, edge)?.node ?? {}), suffix, "yaml"].filter(Boolean).join(".");
      if (file === wanted) continue;
      const reason = suffix
        ? `the name is the last literal segment or node of ${path}, then the first version of an older shape`
        : `the name is the last literal segment or node (x-node) of ${path}, without a version if it describes the newest`;
      context.report({
        message: `Name the file ${wanted} instead of ${file}: ${reason}`,
        location: edge.location.key(),
      });
    }
  },
});

function nameOf(path: string, pathItem: Node): string {
  if (typeof pathItem["x-node"] === "string") return pathItem["x-node"];
  const segments = path.split("/").filter(Boolean);
  const literal = segments.findLast((segment) => !segment.includes("{"));
  if (literal !== undefined) return literal;
  return (segments.at(-1) ?? "").replaceAll(/[{}]/g, "").replace(/_id$/, "");
}
