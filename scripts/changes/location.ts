import { unescapePointerFragment } from "@redocly/openapi-core";
import { defaultsPart, parametersPart } from "./operation-shape.ts";
import { formPrefix } from "./schema-shape.ts";

/** Location of a change within an operation. */
export interface Place {
  part: "operation" | "parameters" | "body" | "answer" | "defaults" | "error";
  /** Whether the platform sends it and users read it. */
  received: boolean;
  /** Path of names, with forms of a choice: `data[].cover(photo).link`; empty for the whole part. */
  name: string;
}

/** Reads a path such as `#/paths/~10/post/responses/200/content/application~1json/schema/properties/data`. */
export function placeOf(path: string): Place {
  const [, section, , , side, ...rest] = path.split("/").map(unescapePointerFragment);
  const received = (section === "webhooks") !== (side === "responses");
  const status = side === "responses" ? rest.shift() : undefined;
  const mediaType = rest[0] === "content" ? rest[1] : undefined;
  const name = nameOf(rest.slice(rest.indexOf("schema") + 1 || rest.length));
  if (side === undefined) return { part: "operation", received, name: "" };
  if (mediaType === parametersPart)
    return { part: "parameters", received, name: name.replace(/^(path|query|header|cookie)\./, "") };
  if (mediaType === defaultsPart) return { part: "defaults", received, name };
  if (side === "requestBody") return { part: "body", received, name };
  return { part: status?.startsWith("2") ? "answer" : "error", received, name };
}

/** The index that is second in such a path: `#/paths/~10/post` or `#/webhooks/0/post`. */
export function pairOf(path: string): number {
  return Number(path.split("/", 3)[2]?.replace("~1", ""));
}

function nameOf(segments: string[]): string {
  let name = "";
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index];
    const next = segment === "properties" ? segments[++index] : undefined;
    if (next?.startsWith(formPrefix)) name += `(${next.slice(formPrefix.length)})`;
    else if (next !== undefined) name += `${name && "."}${next}`;
    else if (segment === "items") name += "[]";
    else if (segment === "additionalProperties") name += "[…]";
    else index++; // which part of an allOf
  }
  return name;
}
