import { checkCount, checkParameters, wrongKind } from "./check-text.ts";
import type { PartDefinitions } from "./definition.ts";
import { type Place, problem, type Problems } from "./problem.ts";
import { own, textAt } from "./read.ts";
import { textOf } from "./sent-parts.ts";

const longestHeader = 60;

/** What the value of each kind of header needs. */
const needed = new Map<string, (value: unknown) => boolean>([
  ["document", isFile],
  ["image", isFile],
  ["location", (value) => ["latitude", "longitude"].every((name) => isDegree(own(value, name)))],
  ["product", (value) => ["catalog_id", "product_retailer_id"].every((name) => textAt(value, name))],
  ["video", isFile],
]);

/** The value for the header, its text or file. */
export function* checkHeader(
  place: Place,
  { format, header }: PartDefinitions,
  isNamed: boolean,
  parameters: readonly unknown[],
): Problems {
  if (format === undefined || format === "TEXT") {
    const wrong = format === undefined ? undefined : parameters.find((parameter) => textOf(parameter) === undefined);
    if (wrong !== undefined) yield wrongKind(place, wrong, "text");
    else yield* checkParameters({ place, text: header, isNamed, longest: longestHeader }, parameters);
    return;
  }
  const expected = format === "GIF" ? "video" : format.toLowerCase();
  const [parameter] = parameters;
  if (parameter === undefined) {
    yield problem(place, 131008, `the ${expected} is missing`, { expected });
    return;
  }
  yield* checkCount(place, parameters.length, 1);
  if (textAt(parameter, "type") !== expected) yield wrongKind(place, parameter, expected);
  else if (needed.get(expected)?.(own(parameter, expected)) === false)
    yield problem(place, 131008, `the ${expected} is incomplete`, { expected });
}

function isFile(value: unknown): boolean {
  return Boolean(textAt(value, "id") ?? textAt(value, "link"));
}

function isDegree(value: unknown): boolean {
  return (typeof value === "number" || (typeof value === "string" && value.trim() !== "")) && Number.isFinite(+value);
}
