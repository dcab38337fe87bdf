import type { Findings } from "../findings.ts";
import { isObject } from "../read/json.ts";
import { type Component, formOf, isInput, type Screen } from "../read/read-flow.ts";
import { fits } from "../references/data-schema.ts";
import { isDynamic } from "../references/is-dynamic.ts";
import { valueOf } from "../references/resolve-reference.ts";
import { isSince } from "../schema/versions.ts";
import type { Rule } from "./rule.ts";

const pickers = new Set(["PhotoPicker", "DocumentPicker"]);

/** Names of inputs, where they are, and what they begin with. */
export const checkForms: Rule = ({ screens, version }, findings) => {
  for (const screen of screens) {
    checkNames(screen, findings);
    const forms = screen.components.filter(({ type }) => type === "Form");
    for (const input of screen.components.filter(isInput)) {
      const isInside = formOf(input) !== undefined;
      if (!isInside && (forms.length > 0 || !isSince(version, "4.0"))) {
        const [code, why] =
          forms.length > 0
            ? ["COMPONENTS_OUTSIDE_FORM", "The screen has a Form"]
            : ["KEYWORD_ONE_OF", "Before 4.0 a screen needs a Form"];
        findings.add(code ?? "", input.path, `${why}: all inputs must be in it`);
      }
      if (!isInside || pickers.has(input.type)) continue;
      for (const name of ["init-value", "error-message"])
        if (input.value[name] !== undefined)
          findings.add("INVALID_PROPERTY_KEY", [...input.path, name], "The Form has it, for all of its inputs", true);
    }
    for (const form of forms) checkInitialValues(screen, form, version, findings);
  }
};

function checkNames({ components }: Screen, findings: Findings): void {
  const seen = new Set<string>();
  for (const { name, path } of components) {
    if (name === undefined) continue;
    if (seen.has(name))
      findings.add(
        "DUPLICATE_FORM_COMPONENT_NAMES",
        [...path, "name"],
        "Another component of the screen has this name",
      );
    seen.add(name);
  }
}

function checkInitialValues(screen: Screen, form: Component, version: string, findings: Findings): void {
  for (const list of ["init-values", "error-messages"]) {
    const values = form.value[list];
    if (!isObject(values)) continue;
    for (const [name, value] of Object.entries(values)) {
      const at = [...form.path, list, name];
      const input = screen.components.find((each) => isInput(each) && each.name === name);
      if (!input) {
        findings.add("INVALID_PROPERTY_KEY", at, "The form has no input of this name", true);
      } else if (list === "init-values" && pickers.has(input.type)) {
        findings.add("NATIVE_COMPONENT_IN_FORM_INIT_VALUES", at, `A ${input.type} begins without files`, true);
      } else if (list === "init-values" && isSince(version, "7.0")) {
        if (typeof value === "string" && isDynamic(value, version)) continue;
        if (!fits(valueOf(input), value)) findings.add("INVALID_TYPE", at, `It is no value of a ${input.type}`);
      }
    }
  }
}
