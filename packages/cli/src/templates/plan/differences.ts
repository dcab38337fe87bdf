import type { CreateMessageTemplate } from "@openwaba/templates";
import type { AccountTemplate } from "../account.ts";
import { type Json, normalParts } from "./normal.ts";

/** What a file says otherwise than an account. */
export interface Difference {
  /** Property of the template. */
  readonly property: string;
  /** In words, such as `components.BODY.text: "Hello" → "Hi"`. */
  readonly text: string;
}

/** Properties that a call gives and the account shows. */
const compared = [
  "cta_url_link_tracking_opted_out",
  "display_format",
  "is_primary_device_delivery_only",
  "library_template_name",
  "message_send_ttl_seconds",
  "parameter_format",
  "sub_category",
] as const;

const longest = 60;

/** Everything that a file says otherwise than the account but the category; what the file leaves out is not compared. */
export function differences(wanted: CreateMessageTemplate, actual: AccountTemplate): Difference[] {
  const file = wanted as unknown as Json;
  const found: Difference[] = [];
  const add = (property: string) => (text: string) => void found.push({ property, text });
  for (const name of compared) {
    const [own, other] = [file[name], (actual as unknown as Json)[name]].map(capitals);
    if (own !== undefined) compare(own, name === "parameter_format" ? (other ?? "POSITIONAL") : other, name, add(name));
  }
  if (file["components"] === undefined) return found;
  const isAuthentication = String(file["category"]).toUpperCase() === "AUTHENTICATION";
  const own = normalParts(file["components"], isAuthentication);
  const other = normalParts(actual.components, isAuthentication);
  compare(own, other, "components", add("components"));
  for (const type of Object.keys(other))
    if (!Object.hasOwn(own, type)) add("components")(`components.${type}: it is there → none`);
  return found;
}

function capitals(value: unknown): unknown {
  return typeof value === "string" && /^[a-z_]+$/.test(value) ? value.toUpperCase() : value;
}

/** What is in `wanted` and not the same in `actual`. */
function compare(wanted: unknown, actual: unknown, place: string, add: (text: string) => void): void {
  if (Array.isArray(wanted)) {
    const list: readonly unknown[] = Array.isArray(actual) ? actual : [];
    if (list.length !== wanted.length || isPlain(wanted)) {
      if (!isSame(wanted, list)) add(`${place}: ${shown(actual)} → ${shown(wanted)}`);
    } else for (const [index, one] of wanted.entries()) compare(one, list[index], `${place}.${index}`, add);
  } else if (typeof wanted === "object" && wanted !== null) {
    if (typeof actual !== "object" || actual === null) return add(`${place}: ${shown(actual)} → ${shown(wanted)}`);
    for (const [name, one] of Object.entries(wanted))
      if (one !== undefined)
        compare(one, Object.hasOwn(actual, name) ? (actual as Json)[name] : undefined, `${place}.${name}`, add);
  } else if (wanted !== actual) add(`${place}: ${shown(actual)} → ${shown(wanted)}`);
}

function isPlain(list: readonly unknown[]): boolean {
  return list.every((one) => typeof one !== "object" || Array.isArray(one));
}

/** Samples of an address are the whole of it, or its end. */
function isSame(wanted: readonly unknown[], actual: readonly unknown[]): boolean {
  if (JSON.stringify(wanted) === JSON.stringify(actual)) return true;
  const [one, other] = [wanted[0], actual[0]];
  if (wanted.length !== 1 || actual.length !== 1 || typeof one !== "string" || typeof other !== "string") return false;
  return /^https?:/.test(one) !== /^https?:/.test(other) && (one.endsWith(other) || other.endsWith(one));
}

function shown(value: unknown): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" && /^[A-Z_]+$/.test(value) ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
