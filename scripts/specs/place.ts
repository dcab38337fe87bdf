import { readFileSync } from "node:fs";
import { relative } from "node:path";
import {
  getDir,
  getLineColLocation,
  isPlainObject,
  isRef,
  parseYaml,
  resolvePath,
  Source,
  unescapePointerFragment,
} from "@redocly/openapi-core";

/** `file:line:column` of a JSON pointer in the file, from the repository's root. */
export function placeOf(root: string, source: Source, pointer: string): string {
  const { start } = getLineColLocation({ source, pointer, reportOnKey: true });
  return `${relative(root, source.absoluteRef)}:${start.line}:${start.col}`;
}

/** The same; where the file refers to another file at the pointer, the place there. */
export function placeOfTarget(root: string, source: Source, pointer: string): string {
  const keys = pointer.slice("#/".length).split("/").map(unescapePointerFragment);
  const node = keys.reduce<unknown>((parent, key) => isPlainObject(parent) && parent[key], parseYaml(source.body));
  if (!isRef(node) || node.$ref.startsWith("#")) return placeOf(root, source, pointer);
  const [file = "", fragment = ""] = node.$ref.split("#");
  const path = resolvePath(getDir(source.absoluteRef), file);
  return placeOfTarget(root, new Source(path, readFileSync(path, "utf8")), `#${fragment}`);
}
