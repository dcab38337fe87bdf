/** What a generated function knows of its operation, taken apart. */
export interface Descriptor {
  verb: "GET" | "POST" | "DELETE";
  path: string;
  /** Where a property of the input goes. */
  placeOf: (name: string) => Place;
  /** Properties that the body always has. */
  constants: Readonly<Record<string, string>>;
  /** Whether the property `body` of the input is the whole body. */
  isBodyNamed: boolean;
}

export type Place = "path" | "query" | "header" | "body";

const known = new Map<string, Descriptor>();

/**
 * Reads `POST /{phone_number_id}/messages messaging_product=whatsapp`. What the path does not name goes into the body of
 * a POST and into the query of others, unless marks say otherwise:
 *
 * - `query` or `body`: it goes there all the same
 * - `query:fields` or `header:file_offset`: this property goes there
 * - `body:body`: the property `body` is the whole body
 * - `messaging_product=whatsapp`: the body has this property too
 */
export function readDescriptor(text: string): Descriptor {
  const descriptor = known.get(text) ?? parse(text);
  known.set(text, descriptor);
  return descriptor;
}

function parse(text: string): Descriptor {
  const [verb = "", path = "", ...marks] = text.split(" ");
  const places = new Map<string, Place>();
  const constants: Record<string, string> = {};
  let others: Place = verb === "POST" ? "body" : "query";
  for (const name of path.match(/[^{}]+(?=\})/g) ?? []) places.set(name, "path");
  for (const mark of marks) {
    const [place = "", name] = mark.split(":");
    const [constant = "", value] = mark.split("=");
    if (value !== undefined) constants[constant] = value;
    else if (name !== undefined) places.set(name, place as Place);
    else others = place as Place;
  }
  return {
    verb: verb as Descriptor["verb"],
    path,
    placeOf: (name) => places.get(name) ?? others,
    constants,
    isBodyNamed: places.get("body") === "body",
  };
}
