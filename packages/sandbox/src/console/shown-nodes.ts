import type { World, WorldNode } from "../world/world.ts";

/** Kinds of nodes that the console shows; others, such as secrets, never leave the process this way. */
const kinds = [
  "business",
  "business_profile",
  "call",
  "catalog",
  "customer",
  "flow",
  "group",
  "phone_number",
  "phone_number_settings",
  "product",
  "solution",
  "template",
  "waba",
] as const;

export type ShownKind = (typeof kinds)[number];

/** A node without what only the sandbox needs. */
export interface ShownNode extends Pick<WorldNode, "id" | "of" | "data"> {
  readonly kind: ShownKind;
}

export function isShown(kind: string): kind is ShownKind {
  return kinds.some((shown) => shown === kind);
}

export function shownNode(kind: ShownKind, { id, of, data }: WorldNode): ShownNode {
  return { id, kind, of, data };
}

export function shownNodes(world: World): ShownNode[] {
  return kinds.flatMap((kind) => world.all(kind).map((node) => shownNode(kind, node)));
}
