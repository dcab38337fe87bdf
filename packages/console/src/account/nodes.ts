import type { Node, NodeKind } from "../control/live.ts";
import { nodeOf, nodesOf } from "../control/store.ts";

/** All nodes of a kind, or those that belong to `of`. */
export function nodesIn(kind: NodeKind, of?: string): Node[] {
  return [...nodesOf(kind).values()].filter((node) => of === undefined || node.of === of);
}

/** A property of a node as a text, empty if it has none. */
export function text(node: Node | undefined, name: string): string {
  const value = node?.data[name];
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** How a node is called: by its name, else by its id. */
export function nameOf(kind: NodeKind, id: string): string {
  const node = nodeOf(kind, id);
  return text(node, "name") || text(node, "verified_name") || id;
}
