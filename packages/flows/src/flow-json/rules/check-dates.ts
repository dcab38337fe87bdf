import type { Findings } from "../findings.ts";
import { isArray, isObject, isString, type Json, type Path } from "../read/json.ts";
import type { Component } from "../read/read-flow.ts";
import { isDynamic } from "../references/is-dynamic.ts";
import { isSince } from "../schema/versions.ts";

/** Days as YYYY-MM-DD, before 5.0 milliseconds, and the first one not after the last one. */
export function checkDates({ value, path }: Component, version: string, findings: Findings): void {
  const isDay = isSince(version, "5.0") ? isDate : (text: string) => /^\d{1,15}$/.test(text);
  const check = (day: Json | undefined, at: Path) => {
    if (!isString(day) || day === "" || isDynamic(day, version) || isDay(day)) return;
    const form = isSince(version, "5.0") ? "a day as YYYY-MM-DD" : "milliseconds since 1970";
    findings.add("INVALID_PROPERTY_VALUE_FORMAT", at, `It must be ${form}`);
  };
  const { "min-date": first, "max-date": last, "unavailable-dates": days, "init-value": start } = value;
  check(first, [...path, "min-date"]);
  check(last, [...path, "max-date"]);
  check(start, [...path, "init-value"]);
  if (isObject(start)) for (const [end, day] of Object.entries(start)) check(day, [...path, "init-value", end]);
  if (isArray(days)) for (const [index, day] of days.entries()) check(day, [...path, "unavailable-dates", index]);
  if (!isString(first) || !isString(last) || !isDay(first) || !isDay(last)) return;
  const isAfter = isSince(version, "5.0") ? first > last : Number(first) > Number(last);
  if (isAfter) findings.add("INVALID_DATE_RANGE", [...path, "min-date"], 'It is after "max-date"');
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const ofRanges = ["title", "description", "min-days", "max-days"];
const ofBothEnds = ["label", "helper-text", "required", "init-value", "error-message"];

/** What a calendar for ranges has, and one for days has not. */
export function checkCalendar({ value, path }: Component, findings: Findings): void {
  const isRange = value["mode"] === "range";
  for (const name of ofBothEnds) {
    const own = value[name];
    if (own === undefined || isRange === isObject(own)) continue;
    const at = [...path, name];
    if (isRange && (name === "label" || typeof own === "boolean")) {
      findings.add("MISSING_CALENDAR_PICKER_RANGE_MODE_PROP", at, 'A range needs "start-date" and "end-date"');
    } else if (!isRange) {
      const code =
        name === "init-value" ? "INVALID_DATE_SINGLE_INIT_VALUE_FORMAT" : "UNEXPECTED_CALENDAR_PICKER_RANGE_MODE_PROP";
      findings.add(code, at, 'Both ends are those of a range: set "mode" to "range"');
    }
  }
  const { "min-days": min, "max-days": max } = value;
  if (typeof min === "number" && typeof max === "number" && min > max)
    findings.add("INVALID_MIN_MAX_DAYS", [...path, "min-days"], 'It is greater than "max-days"');
  if (isRange) return;
  for (const name of ofRanges)
    if (value[name] !== undefined)
      findings.add("UNEXPECTED_CALENDAR_PICKER_RANGE_MODE_PROP", [...path, name], "Only a range has it", true);
}
