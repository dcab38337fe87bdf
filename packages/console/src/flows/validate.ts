import type { Shown } from "./components.ts";
import { isTrue, textOf } from "./expression.ts";
import { listIn, valuesIn } from "./flow-json.ts";

const defaults = { text: 80, area: 600, files: 30 }; // characters, characters, files

/** Why an answer cannot be sent, undefined if it can. */
export function problemOf({ type, props }: Shown, value: unknown): string | undefined {
  if (!isEnabled(props)) return undefined;
  switch (type) {
    case "TextInput":
      return ofText(props, textOf(value));
    case "TextArea":
      return ofArea(props, textOf(value));
    case "CheckboxGroup":
    case "ChipsSelector":
      return ofChoices(props, listIn(value).length);
    case "RadioButtonsGroup":
    case "Dropdown":
      return isRequired(props) && textOf(value) === "" ? "Choose one." : undefined;
    case "DatePicker":
      return ofDate(props, textOf(value), isRequired(props));
    case "CalendarPicker":
      return ofCalendar(props, value);
    case "OptIn":
      return isRequired(props) && !isTrue(value) ? "This must be agreed to." : undefined;
    case "PhotoPicker":
      return ofFiles(listIn(value).length, props["min-uploaded-photos"], props["max-uploaded-photos"]);
    case "DocumentPicker":
      return ofFiles(listIn(value).length, props["min-uploaded-documents"], props["max-uploaded-documents"]);
    default:
      return undefined;
  }
}

type Props = Shown["props"];

export function isEnabled(props: Props): boolean {
  return props["enabled"] === undefined || isTrue(props["enabled"]);
}

export function isRequired(props: Props): boolean {
  return isTrue(props["required"]);
}

/** A number in the flow JSON, which may stand there as text. */
function numberIn(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function ofText(props: Props, text: string): string | undefined {
  if (text === "") return isRequired(props) ? "This is required." : undefined;
  const { length } = [...text];
  const least = numberIn(props["min-chars"]) ?? 0;
  const most = numberIn(props["max-chars"]) ?? defaults.text;
  if (length < least) return `At least ${least} characters are needed.`;
  if (length > most) return `At most ${most} characters are possible.`;
  switch (props["input-type"]) {
    case "number":
      if (!/^-?\d+(?:[.,]\d+)?$/.test(text)) return "This must be a number.";
      break;
    case "email":
      if (!/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text)) return "This must be an email address.";
      break;
    case "phone":
      if (!/^\+?[\d\s().-]{3,}$/.test(text)) return "This must be a phone number.";
      break;
    case "passcode":
      if (!/^\d+$/.test(text)) return "This must be digits.";
  }
  const { pattern } = props;
  if (typeof pattern !== "string" || pattern === "") return undefined;
  return fits(text, pattern) ? undefined : textOf(props["helper-text"]) || "This does not have the right form.";
}

/** A pattern that is none fits everything: the platform would not have taken it. */
function fits(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(text);
  } catch {
    return true;
  }
}

function ofArea(props: Props, text: string): string | undefined {
  if (text === "") return isRequired(props) ? "This is required." : undefined;
  const most = numberIn(props["max-length"]) ?? defaults.area;
  return [...text].length > most ? `At most ${most} characters are possible.` : undefined;
}

function ofChoices(props: Props, count: number): string | undefined {
  const least = numberIn(props["min-selected-items"]) ?? (isRequired(props) ? 1 : 0);
  const most = numberIn(props["max-selected-items"]) ?? Infinity;
  if (count === 0 && !isRequired(props)) return undefined;
  if (count < least) return least === 1 ? "Choose at least one." : `Choose at least ${least}.`;
  return count > most ? `Choose at most ${most}.` : undefined;
}

function ofDate(props: Props, date: string, required: boolean): string | undefined {
  if (date === "") return required ? "Choose a date." : undefined;
  const [least, most] = [textOf(props["min-date"]), textOf(props["max-date"])];
  if (least !== "" && date < least) return `The first date is ${least}.`;
  if (most !== "" && date > most) return `The last date is ${most}.`;
  if (listIn(props["unavailable-dates"]).includes(date)) return "This date is not available.";
  const days = listIn(props["include-days"]);
  const day = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()];
  if (days.length > 0 && !days.includes(day)) return `This day is not available: ${days.join(", ")}.`;
  return undefined;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const dayLength = 24 * 60 * 60 * 1000; // ms

function ofCalendar(props: Props, value: unknown): string | undefined {
  if (props["mode"] !== "range") return ofDate(props, textOf(value), isRequired(props));
  const range = valuesIn(value);
  const needed = valuesIn(props["required"]);
  const [start, end] = [textOf(range["start-date"]), textOf(range["end-date"])];
  const problem =
    ofDate(props, start, isTrue(props["required"]) || isTrue(needed["start-date"])) ??
    ofDate(props, end, isTrue(props["required"]) || isTrue(needed["end-date"]));
  if (problem !== undefined || start === "" || end === "") return problem;
  if (end < start) return "The end is before the start.";
  const days = Math.round((Date.parse(end) - Date.parse(start)) / dayLength);
  const least = numberIn(props["min-days"]) ?? 0;
  const most = numberIn(props["max-days"]) ?? Infinity;
  if (days < least) return `Choose at least ${least} days.`;
  return days > most ? `Choose at most ${most} days.` : undefined;
}

function ofFiles(count: number, least: unknown, most: unknown): string | undefined {
  const [from, to] = [numberIn(least) ?? 0, numberIn(most) ?? defaults.files];
  if (count < from) return from === 1 ? "Add a file." : `Add at least ${from} files.`;
  return count > to ? `At most ${to} files are possible.` : undefined;
}
