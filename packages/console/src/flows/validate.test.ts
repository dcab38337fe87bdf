import { expect, test } from "vitest";
import { problemOf } from "./validate.ts";

const range = (start: string, end: string) => ({ "start-date": start, "end-date": end });

test.each<[string, object, unknown, string | undefined]>([
  ["TextInput", { required: true }, "", "This is required."],
  ["TextInput", { required: "${data.x}" }, "", undefined],
  ["TextInput", {}, undefined, undefined],
  ["TextInput", { "min-chars": 3 }, "ab", "At least 3 characters are needed."],
  ["TextInput", { "max-chars": "3" }, "abcd", "At most 3 characters are possible."],
  ["TextInput", {}, "x".repeat(81), "At most 80 characters are possible."],
  ["TextInput", { "input-type": "number" }, "1x", "This must be a number."],
  ["TextInput", { "input-type": "number" }, "12", undefined],
  ["TextInput", { "input-type": "email" }, "ada@lantern", "This must be an email address."],
  ["TextInput", { "input-type": "email" }, "ada@lantern.example", undefined],
  ["TextInput", { "input-type": "phone" }, "call me", "This must be a phone number."],
  ["TextInput", { "input-type": "passcode" }, "12a", "This must be digits."],
  ["TextInput", { pattern: "[A-Z]{2}\\d", "helper-text": "Such as AB1" }, "ab1", "Such as AB1"],
  ["TextInput", { pattern: "[A-Z]{2}\\d" }, "AB1", undefined],
  ["TextInput", { pattern: "(" }, "anything", undefined],
  ["TextInput", { required: true, enabled: false }, "", undefined],
  ["TextArea", { required: true }, "", "This is required."],
  ["TextArea", { "max-length": 2 }, "abc", "At most 2 characters are possible."],
  ["CheckboxGroup", { required: true }, [], "Choose at least one."],
  ["CheckboxGroup", { "min-selected-items": 2 }, ["a"], "Choose at least 2."],
  ["CheckboxGroup", { "max-selected-items": 1 }, ["a", "b"], "Choose at most 1."],
  ["ChipsSelector", { "min-selected-items": 2 }, [], undefined],
  ["RadioButtonsGroup", { required: true }, undefined, "Choose one."],
  ["Dropdown", { required: true }, "a", undefined],
  ["DatePicker", { required: true }, "", "Choose a date."],
  ["DatePicker", { "min-date": "2026-12-01" }, "2026-11-30", "The first date is 2026-12-01."],
  ["DatePicker", { "max-date": "2026-12-01" }, "2026-12-02", "The last date is 2026-12-01."],
  ["DatePicker", { "unavailable-dates": ["2026-12-24"] }, "2026-12-24", "This date is not available."],
  ["CalendarPicker", { "include-days": ["Mon"] }, "2026-11-28", "This day is not available: Mon."],
  ["CalendarPicker", { mode: "range", required: { "start-date": true } }, {}, "Choose a date."],
  ["CalendarPicker", { mode: "range" }, range("2026-12-05", "2026-12-01"), "The end is before the start."],
  ["CalendarPicker", { mode: "range", "min-days": 3 }, range("2026-12-01", "2026-12-02"), "Choose at least 3 days."],
  ["CalendarPicker", { mode: "range", "max-days": 3 }, range("2026-12-01", "2026-12-09"), "Choose at most 3 days."],
  ["CalendarPicker", { mode: "range" }, range("2026-12-01", "2026-12-09"), undefined],
  ["OptIn", { required: true }, false, "This must be agreed to."],
  ["OptIn", { required: true }, true, undefined],
  ["PhotoPicker", { "min-uploaded-photos": 1 }, [], "Add a file."],
  ["DocumentPicker", { "max-uploaded-documents": 1 }, [1, 2], "At most 1 files are possible."],
  ["TextBody", { required: true }, "", undefined],
])("%s %j with %j: %s", (type, props, value, problem) => {
  expect(problemOf({ key: "", type, name: "a", props: { ...props } }, value)).toBe(problem);
});
