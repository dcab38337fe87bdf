import type { Findings } from "../findings.ts";
import { isObject, type JsonObject, type Path } from "../read/json.ts";
import { fits, kindOf } from "../references/data-schema.ts";
import type { Rule } from "./rule.ts";

const code = "INVALID_SCREEN_DATA";

/** Types of data, and the examples of them. */
export const checkDataModels: Rule = (flow, findings) => {
  for (const { data, path } of flow.screens) {
    for (const [name, field] of Object.entries(data)) {
      const at = [...path, "data", name];
      if (/[\s`'".]/.test(name))
        findings.add("INVALID_SCREEN_DYNAMIC_DATA", at, "No reference can name it: use letters, digits and _", true);
      if (!isObject(field)) continue;
      checkType(field, at, findings);
      const { __example__: example } = field;
      if (example !== undefined && kindOf(field) && !fits(field, example, true)) {
        const message = `It must be an example of the type ${String(field["type"])}`;
        findings.add(code, [...at, "__example__"], message);
      }
    }
  }
};

function checkType(schema: JsonObject, path: Path, findings: Findings): void {
  if (schema["type"] === "array" && schema["items"] === undefined)
    findings.add(code, path, 'An array must have "items"');
  const { items, properties } = schema;
  if (isObject(items)) checkInner(items, [...path, "items"], findings);
  if (!isObject(properties)) return;
  for (const [name, inner] of Object.entries(properties))
    if (isObject(inner)) checkInner(inner, [...path, "properties", name], findings);
}

function checkInner(schema: JsonObject, path: Path, findings: Findings): void {
  if ("__example__" in schema)
    findings.add(code, [...path, "__example__"], "Only the value itself has an example, not what is in it", true);
  checkType(schema, path, findings);
}
