import { dirname, join, resolve, sep } from "node:path";
import type { Location, UserContext } from "@redocly/openapi-core";

export type Context = Pick<UserContext, "location" | "resolve">;
export type Node = Record<string, unknown>;

/** A value as written: it may be a `$ref`. */
export interface Edge {
  raw: unknown;
  location: Location;
}

/** An object behind all its `$ref`s. */
export interface Place {
  node: Node;
  location: Location;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isReference(value: unknown): value is { $ref: string } {
  return isNode(value) && typeof value.$ref === "string";
}

export function follow(context: Context, { raw, location }: Edge): Place | undefined {
  if (!isReference(raw)) return isNode(raw) ? { node: raw, location } : undefined;
  const target = context.resolve<Node>(raw, location.source.absoluteRef);
  return target.location && isNode(target.node) ? { node: target.node, location: target.location } : undefined;
}

export function child(place: Place, key: string): Edge {
  return { raw: place.node[key], location: place.location.child(key) };
}

/** Entries of the map or list under `key`; empty if it is neither. */
export function entriesOf(context: Context, place: Place, key: string): Array<[string, Edge]> {
  const { raw, location } = child(place, key);
  if (Array.isArray(raw)) {
    return raw.map((item: unknown, index) => [String(index), { raw: item, location: location.child(index) }]);
  }
  const map = follow(context, { raw, location });
  return map ? Object.keys(map.node).map((name) => [name, child(map, name)]) : [];
}

/** The key in a segment of a JSON pointer. openapi-core has a function for this, but need not be installed. */
export function keyOf(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Whether the value is written as a `$ref` into `<spec folder>/shared/<file>`; it may stand in a part of a document. */
export function refersToShared({ raw, location }: Edge, file: string): boolean {
  if (!isReference(raw)) return false;
  const source = location.source.absoluteRef;
  const [target = ""] = raw.$ref.split("#");
  const targetFile = target === "" ? source : resolve(dirname(source), target);
  const folder = dirname(dirname(targetFile));
  return targetFile === join(folder, "shared", file) && source.startsWith(folder + sep);
}
