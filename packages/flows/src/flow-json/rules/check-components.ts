import type { Findings } from "../findings.ts";
import { isArray, isObject, isString, objectsIn } from "../read/json.ts";
import type { Component } from "../read/read-flow.ts";
import { isSince } from "../schema/versions.ts";
import { events, lists } from "./actions.ts";
import { checkCalendar, checkDates } from "./check-dates.ts";
import type { Rule } from "./rule.ts";

/** Properties with the fewest, and those with the most. */
const ranges = [
  ["min-chars", "max-chars"],
  ["min-selected-items", "max-selected-items"],
  ["min-uploaded-photos", "max-uploaded-photos"],
  ["min-uploaded-documents", "max-uploaded-documents"],
] as const;

/** Properties of a component that do not go together. */
export const checkComponents: Rule = ({ screens, version }, findings) => {
  for (const component of screens.flatMap(({ components }) => components)) {
    const { value, path, type } = component;
    for (const [min, max] of ranges)
      if (numberIn(value[min]) > numberIn(value[max]))
        findings.add("MIN_VALUE_GREATER_THAN_MAX", [...path, min], `It is greater than "${max}"`);
    if (type === "TextInput") checkPattern(component, findings);
    if (type === "Footer" && value["center-caption"] !== undefined && value["left-caption"] !== undefined)
      findings.add(
        "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
        [...path, "center-caption"],
        "It stands alone, without the others",
        true,
      );
    if (type === "DatePicker" || type === "CalendarPicker") checkDates(component, version, findings);
    if (type === "CalendarPicker") checkCalendar(component, findings);
    if (type === "NavigationList") checkRows(component, findings);
    checkOptions(component, version, findings);
    checkEvents(component, findings);
  }
};

function numberIn(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}

function checkPattern({ value, path }: Component, findings: Findings): void {
  const { pattern } = value;
  if (!isString(pattern)) return;
  const at = [...path, "pattern"];
  if (value["helper-text"] === undefined)
    findings.add("INVALID_DEPENDENCIES", at, 'It needs "helper-text", which says what to type', true);
  const inputType = value["input-type"];
  if (inputType === "email" || inputType === "phone")
    findings.add("INVALID_DEPENDENCIES", at, `An input of the type ${inputType} has a pattern already`, true);
  try {
    void new RegExp(pattern);
  } catch {
    findings.add("INVALID_PROPERTY_VALUE", at, "It is no regular expression");
  }
}

/** Images of options; all have images, or all have colors. */
function checkOptions({ value, path, type }: Component, version: string, findings: Findings): void {
  const options = objectsIn(value["data-source"]);
  const withImage = options.filter(([, { image }]) => image !== undefined);
  const at = [...path, "data-source"];
  if (withImage.length > 0 && options.some(([, { color }]) => color !== undefined))
    findings.add("DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR", at, "Options have images or colors, not both");
  if (type === "Dropdown" && withImage.length > 0 && options.length > 100)
    findings.add("MAX_ITEMS_REQUIRED", at, "With images there are at most 100 options");
  const largest = isSince(version, "6.0") ? 100 : 300; // KB
  for (const [index, { image }] of withImage)
    if (isString(image) && image.length * 0.75 > largest * 1024)
      findings.add("INVALID_PROPERTY_VALUE", [...at, index, "image"], `It is larger than ${largest} KB`);
}

/** An action is that of the component, or those of its options. */
function checkEvents({ value, path }: Component, findings: Findings): void {
  for (const event of events) {
    if (value[event] === undefined) continue;
    for (const list of lists)
      if (objectsIn(value[list]).some(([, item]) => item[event] !== undefined))
        findings.add(
          "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
          [...path, event],
          "It is here or in the items, not both",
          true,
        );
  }
}

function checkRows({ value, path }: Component, findings: Findings): void {
  const rows = objectsIn(value["list-items"]);
  const at = [...path, "list-items"];
  const hasAction = value["on-click-action"] !== undefined;
  if (!hasAction && isArray(value["list-items"]) && !rows.every(([, row]) => isObject(row["on-click-action"])))
    findings.add("MISSING_REQUIRED_PROPERTY", path, 'It must have "on-click-action", or each of its items');
  if (rows.filter(([, { badge }]) => badge !== undefined).length > 1)
    findings.add("MAX_ITEMS_REQUIRED", at, "One item may have a badge");
  for (const [index, { end }] of rows)
    if (end !== undefined && value["media-size"] === "large")
      findings.add("INVALID_DEPENDENCIES", [...at, index, "end"], "Beside large media there is no room for it", true);
}
