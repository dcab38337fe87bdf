import type { FlowErrorCode } from "../error.ts";
import type { Findings } from "../findings.ts";
import type { Flow } from "../read/read-flow.ts";
import { isArray, isObject, type Json, type JsonObject, type Path } from "../read/json.ts";
import { type DataSchema, dataSchema, fits, isAssignable } from "../references/data-schema.ts";
import { checkDynamic } from "../references/check-dynamic.ts";
import { isDynamic } from "../references/is-dynamic.ts";
import { shorten } from "../schema/check-schema.ts";
import { type Action, actionsOf, payloadOf, targetOf } from "./actions.ts";
import { checkFiles } from "./check-files.ts";
import type { Rule } from "./rule.ts";

/** What actions do, and the payloads that they send. */
export const checkActions: Rule = (flow, findings) => {
  for (const screen of flow.screens) {
    for (const action of actionsOf(screen)) {
      const given = checkPayload(flow, action, findings);
      if (action.name === "navigate") checkNavigate(flow, action, given, findings);
      if (action.name === "update_data") checkUpdate(action, given, findings);
      if (action.name === "complete" && !screen.isTerminal)
        findings.add("INVALID_COMPLETE_ACTION", action.path, "Only terminal screens complete the flow");
      if (action.name === "data_exchange" && !flow.hasEndpoint && flow.value["data_channel_uri"] === undefined)
        findings.add(
          "MISSING_REQUIRED_PROPERTY",
          action.path,
          'It needs an endpoint: the flow must have "data_api_version"',
        );
    }
  }
};

/** The values of a payload by name: the type of each that is a reference, undefined if it is wrong or unknown. */
type Given = ReadonlyMap<string, { schema: DataSchema } | undefined>;

function checkPayload(flow: Flow, action: Action, findings: Findings): Given {
  const given = new Map<string, { schema: DataSchema } | undefined>();
  const payload = payloadOf(action);
  if (!payload) return given;
  const { screen, component } = action;
  const at = [...action.path, "payload"];
  const hasForm = screen.components.some(({ type }) => type === "Form");
  const isOutside = component.type === "Footer" && !component.within.some(({ type }) => type === "Form");
  const check = (value: Json, path: Path): { schema: DataSchema } | undefined => {
    if (typeof value !== "string" || !isDynamic(value, flow.version)) {
      for (const [key, inner] of membersOf(value)) check(inner, [...path, key]);
      return undefined;
    }
    if (hasForm && isOutside && value.startsWith("${form.")) {
      findings.add("INVALID_ON_CLICK_ACTION_PAYLOAD", path, "A Footer outside of the Form cannot refer to its inputs");
      return undefined;
    }
    const typed = checkDynamic(flow, screen, { text: value, path }, findings, codeOf(action));
    if (!typed) return undefined;
    if (typed.component) checkFiles(flow, action, typed.component, path, findings);
    return { schema: typed.schema ?? (typed.kind && dataSchema({ type: typed.kind })) };
  };
  for (const [name, value] of Object.entries(payload)) given.set(name, check(value, [...at, name]));
  return given;
}

/** The code of a reference to nothing. */
function codeOf({ name, path }: Action): FlowErrorCode | undefined {
  if (name === "update_data") return "INVALID_UPDATE_DATA_ACTION_PAYLOAD";
  return path.at(-1) === "on-click-action" ? "INVALID_ON_CLICK_ACTION_PAYLOAD" : undefined;
}

function membersOf(value: Json): [string | number, Json][] {
  if (isArray(value)) return [...value.entries()];
  return isObject(value) ? Object.entries(value) : [];
}

function checkNavigate(flow: Flow, action: Action, given: Given, findings: Findings): void {
  const id = targetOf(action);
  if (id === undefined) return;
  const target = flow.byId.get(id);
  const at = [...action.path, "next", "name"];
  const code = "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME";
  if (!target) return findings.add(code, at, "There is no such screen");
  if (target.id === action.screen.id) return findings.add(code, at, "A screen cannot lead to itself");
  const payload = payloadOf(action);
  const needed = Object.keys(target.data).filter((name) => isObject(target.data[name]));
  if (!payload && needed.length > 0) {
    const message = `It must have a payload: ${id} needs ${shorten(needed.join(", "))}`;
    return findings.add("MISSING_NAVIGATION_ACTION_PAYLOAD", action.path, message);
  }
  const missing = needed.filter((name) => payload && !(name in payload));
  if (missing.length > 0)
    findings.add(
      "INVALID_NAVIGATE_ACTION_PAYLOAD",
      [...action.path, "payload"],
      `${id} also needs ${shorten(missing.join(", "))}`,
    );
  checkMembers(action, target.data, given, findings, {
    unknown: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    type: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    owner: id,
  });
}

function checkUpdate(action: Action, given: Given, findings: Findings): void {
  const code = "INVALID_UPDATE_DATA_ACTION_PAYLOAD";
  const owner = action.screen.id;
  checkMembers(action, action.screen.data, given, findings, {
    unknown: "INVALID_ACTION_PAYLOAD_PROPERTY",
    type: code,
    owner,
  });
  for (const [name, value] of Object.entries(payloadOf(action) ?? {}))
    if (value === `\${data.${name}}`)
      findings.add(code, [...action.path, "payload", name], "It would be set to the value that it has");
}

/** Compares a payload with the data model that it fills. */
function checkMembers(
  action: Action,
  data: JsonObject,
  given: Given,
  findings: Findings,
  codes: { unknown: string; type: string; owner: string },
): void {
  for (const [name, value] of Object.entries(payloadOf(action) ?? {})) {
    const at = [...action.path, "payload", name];
    const field = data[name];
    const type = isObject(field) ? String(field["type"]) : "";
    const typed = given.get(name);
    if (!isObject(field)) {
      findings.add(codes.unknown, at, `The data of ${codes.owner} has no "${shorten(name)}"`, true);
    } else if (typed) {
      if (!isAssignable(typed.schema, field))
        findings.add(codes.type, at, `The data of ${codes.owner} declares the type ${shorten(type)}`);
    } else if (
      !(typeof value === "string" && value.startsWith("${")) &&
      !isExpressionLike(value) &&
      !fits(field, value, true)
    ) {
      findings.add(codes.type, at, `The data of ${codes.owner} declares the type ${shorten(type)}`);
    }
  }
}

/** A value that is, or has in it, what only the phone knows. */
function isExpressionLike(value: Json): boolean {
  if (typeof value === "string") return value.startsWith("`");
  return membersOf(value).some(([, inner]) =>
    typeof inner === "string" ? inner.startsWith("${") || inner.startsWith("`") : isExpressionLike(inner),
  );
}
