import { isString } from "../read/json.ts";
import { checkExpression } from "../references/check-dynamic.ts";
import { isExpression } from "../references/is-dynamic.ts";
import type { Rule } from "./rule.ts";

/** Conditions of Ifs, which are true or false. */
export const checkConditions: Rule = (flow, findings) => {
  for (const screen of flow.screens) {
    for (const { type, value, path } of screen.components) {
      const { condition } = value;
      if (type !== "If" || !isString(condition)) continue;
      const at = [...path, "condition"];
      const text = isExpression(condition, flow.version) ? condition.slice(1, -1) : condition;
      const typed = checkExpression(flow, screen, { text, path: at }, findings, true);
      if (typed?.kind && typed.kind !== "boolean")
        findings.add("INVALID_PROPERTY_VALUE", at, `The condition must be true or false, not a ${typed.kind}`);
    }
  }
};
