import { isArray } from "../read/json.ts";
import type { Screen } from "../read/read-flow.ts";
import { isSince } from "../schema/versions.ts";
import type { Rule } from "./rule.ts";

/** Ids, where a flow ends, and what only flows with an endpoint have. */
export const checkScreens: Rule = (flow, findings) => {
  const seen = new Set<string>();
  for (const { id, path } of flow.screens) {
    const at = [...path, "id"];
    if (seen.has(id)) findings.add("DUPLICATE_SCREEN_IDS", at, `Another screen has the id ${id}`);
    seen.add(id);
    if (id.toUpperCase() === "SUCCESS")
      findings.add("SCREEN_ID_IS_RESERVED_KEYWORD", at, "SUCCESS is reserved for the end of a flow");
    if (isSince(flow.version, "7.0") && (id.includes(",") || /^_+$/.test(id)))
      findings.add("PATTERN_MISMATCH", at, "It must have letters, and besides them underscores at most");
  }
  const ends = flow.screens.filter(({ isTerminal }) => isTerminal);
  if (flow.screens.length > 0 && ends.length === 0) {
    findings.add("MISSING_TERMINAL_SCREEN", ["screens"], 'At least one screen must have "terminal": true');
  } else if (ends.length > 0 && ends.every(({ value }) => value["success"] === false)) {
    findings.add(
      "INVALID_PROPERTY_VALUE",
      ["screens"],
      "The flow must end with success on at least one terminal screen",
    );
  }
  for (const screen of flow.screens) {
    if (screen.isTerminal && !hasFooter(screen))
      findings.add("MISSING_FOOTER_ON_TERMINAL_SCREEN", screen.path, "A terminal screen must have a Footer");
    if (!screen.isTerminal && screen.value["success"] !== undefined)
      findings.add(
        "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
        [...screen.path, "success"],
        "Only terminal screens have it",
        true,
      );
    if (screen.value["refresh_on_back"] === true && !flow.hasEndpoint) {
      const message = 'It needs an endpoint: the flow must have "data_api_version"';
      findings.add("INVALID_PROPERTY_VALUE", [...screen.path, "refresh_on_back"], message);
    }
    const { sensitive } = screen.value;
    if (!isArray(sensitive)) continue;
    const names = new Set(screen.components.map(({ name }) => name));
    for (const [index, name] of sensitive.entries()) {
      if (typeof name !== "string" || names.has(name)) continue;
      const at = [...screen.path, "sensitive", index];
      findings.add("INVALID_SENSITIVE_FIELD", at, "The screen has no component of this name");
    }
  }
};

function hasFooter({ components }: Screen): boolean {
  return components.some(({ type }) => type === "Footer");
}
