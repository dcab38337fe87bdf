import type { FlowErrorPlace, FlowValidationError } from "./error.ts";
import { type Finding, Findings } from "./findings.ts";
import { isObject, isString, type Json, type JsonObject, type Path, pathText } from "./read/json.ts";
import { findPlaces, linesOf } from "./read/places.ts";
import { readFlow } from "./read/read-flow.ts";
import { readJson, UnreadableFlow } from "./read/read-json.ts";
import { checkDynamicValues } from "./references/check-dynamic.ts";
import { checkActions } from "./rules/check-actions.ts";
import { checkComponents } from "./rules/check-components.ts";
import { checkConditions } from "./rules/check-conditions.ts";
import { checkDataModels } from "./rules/check-data-models.ts";
import { checkForms } from "./rules/check-forms.ts";
import { checkPlacement } from "./rules/check-placement.ts";
import { checkRouting } from "./rules/check-routing.ts";
import { checkScreens } from "./rules/check-screens.ts";
import { checkVersion } from "./rules/check-version.ts";
import type { Rule } from "./rules/rule.ts";
import { checkSchema } from "./schema/check-schema.ts";

/** How a flow is validated. */
export interface ValidateFlowOptions {
  /**
   * What the flow is for: old versions of Flow JSON can still be sent, but no longer be published.
   *
   * @default "publish"
   */
  use?: "publish" | "send";
}

const rules: readonly Rule[] = [
  checkScreens,
  checkRouting,
  checkDataModels,
  checkPlacement,
  checkForms,
  checkComponents,
  checkConditions,
  checkActions,
];

/**
 * Finds what is wrong with a flow before it is uploaded, offline: what its version of Flow JSON does not have, references
 * to nothing, screens that cannot be reached, payloads that do not fit, and more. The platform has the last word: it may
 * find other things, in other words. Errors have lines and columns if the flow is given as text.
 *
 * It never throws, whatever it is given; at most 1,000 errors are returned.
 *
 * @example
 * const errors = validateFlow(await readFile("tasting.flow.json", "utf8"));
 * for (const { line_start, screen, message } of errors) console.log(line_start, screen, message);
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/flowjson}
 */
export function validateFlow(flow: unknown, { use = "publish" }: ValidateFlowOptions = {}): FlowValidationError[] {
  const text = typeof flow === "string" ? flow : undefined;
  const findings = new Findings();
  const json = read(flow, findings);
  const found = json instanceof UnreadableFlow ? [] : check(json, use, findings);
  const offset = json instanceof UnreadableFlow ? json.offset : undefined;
  if (text === undefined || offset === undefined) return describe(text, found.length > 0 ? found : findings.all, json);
  const { line, column } = linesOf(text)(offset);
  const place = { line_start: line, line_end: line, column_start: column, column_end: column };
  return describe(undefined, findings.all, json).map((error) => ({
    ...error,
    ...place,
    pointers: [{ ...place, path: "" }],
  }));
}

function read(flow: unknown, findings: Findings): Json | UnreadableFlow {
  try {
    return readJson(flow);
  } catch (error) {
    if (!(error instanceof UnreadableFlow)) throw error;
    findings.add("INVALID_FLOW_JSON", [], `Cannot read the flow: ${error.message}`);
    return error;
  }
}

function check(json: Json, use: "publish" | "send", findings: Findings): Finding[] {
  if (!isObject(json)) {
    findings.add("INVALID_FLOW_JSON", [], "The flow must be a JSON object");
    return findings.all;
  }
  const version = checkVersion(json, use, findings);
  const dynamic = checkSchema(json, version, findings);
  const known = readFlow(json, version);
  for (const rule of rules) rule(known, findings);
  checkDynamicValues(known, dynamic, findings);
  return findings.all;
}

function describe(text: string | undefined, found: Finding[], json: Json | UnreadableFlow): FlowValidationError[] {
  const placeOf = text === undefined || json instanceof UnreadableFlow ? undefined : placesIn(text, found);
  return found.map((finding) => {
    const { code: error, message, path } = finding;
    const place = placeOf?.(finding);
    const pointers = [{ ...place, path: pathText(path) }];
    return { error, error_type: "FLOW_JSON_ERROR", message, ...place, pointers, ...ownerOf(json, path) };
  });
}

function placesIn(text: string, found: Finding[]): (finding: Finding) => FlowErrorPlace | undefined {
  const places = findPlaces(
    text,
    found.map(({ path }) => path),
  );
  const at = linesOf(text);
  return ({ path, isName }) => {
    const place = places(path) ?? places(path.slice(0, -1)); // what is missing is missing in what holds it
    const span = isName ? (place?.name ?? place?.value) : place?.value;
    if (!span) return undefined;
    const [start, end] = [at(span.start), at(span.end)];
    return { line_start: start.line, line_end: end.line, column_start: start.column, column_end: end.column };
  };
}

/** The screen and the component that a path leads into. */
function ownerOf(json: Json | UnreadableFlow, path: Path): { screen?: string; component?: string } {
  const owner: { screen?: string; component?: string } = {};
  if (json instanceof UnreadableFlow) return owner;
  let value: Json | undefined = json;
  for (const [depth, step] of path.entries()) {
    value = memberOf(value, step);
    if (!isObject(value)) continue;
    if (depth === 1 && path[0] === "screens" && isString(value["id"])) owner.screen = value["id"];
    const isChild = typeof step === "number" && path[depth - 1] !== "data-source" && path[depth - 1] !== "list-items";
    if (depth > 3 && isChild) Object.assign(owner, nameOf(value));
  }
  return owner;
}

function memberOf(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof step === "number") return Array.isArray(value) ? value[step] : undefined;
  return isObject(value) ? value[step] : undefined;
}

function nameOf({ type, name }: JsonObject): { component?: string } {
  const component = isString(name) ? name : type;
  return isString(component) && isString(type) ? { component } : {};
}
