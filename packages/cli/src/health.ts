import type { Block } from "./output/layout.ts";
import { bold, green, red, type Span, yellow } from "./output/span.ts";

/** Whether messages can be sent, as numbers, accounts and templates tell it. */
export interface Health {
  readonly can_send_message?: string;
  readonly entities?: readonly HealthEntity[];
}

interface HealthEntity {
  readonly entity_type?: string;
  readonly id?: string;
  readonly can_send_message?: string;
  readonly additional_info?: readonly string[];
  readonly errors?: readonly HealthProblem[];
}

interface HealthProblem {
  readonly error_code?: number | string;
  readonly error_description?: string;
  readonly possible_solution?: string;
}

const good = new Set(["AVAILABLE", "CONNECTED", "GREEN", "VERIFIED", "APPROVED", "ACTIVE", "verified"]);
const bad = new Set([
  "BLOCKED",
  "BANNED",
  "RESTRICTED",
  "FLAGGED",
  "DISCONNECTED",
  "RED",
  "REJECTED",
  "DECLINED",
  "DISABLED",
]);

/** A state in the words of the platform, coloured by whether it is good. */
export function stateSpan(state: string | undefined): Span {
  if (state === undefined) return "";
  if (good.has(state)) return green(state);
  return bad.has(state) ? red(state) : yellow(state);
}

/** What keeps from sending, and what to do about it. */
export function healthBlocks(health: Health | undefined): Block[] {
  if (health === undefined) return [];
  const entities = (health.entities ?? []).filter((entity) => entity.can_send_message !== "AVAILABLE");
  return [
    "",
    [bold("Can it send? "), stateSpan(health.can_send_message)],
    ...entities.flatMap((entity) => [
      ["  ", nameOf(entity), " ", stateSpan(entity.can_send_message)],
      ...problemsOf(entity).map((text) => ({ indent: 4, text })),
    ]),
  ];
}

/** The problems of an entity that keep it from sending, each with its solution. */
export function problemsOf({ errors = [], additional_info = [] }: HealthEntity): string[] {
  return [
    ...errors.map(({ error_code, error_description, possible_solution }) =>
      [`${error_code ?? ""} ${error_description ?? ""}`.trim(), possible_solution].filter(Boolean).join(": "),
    ),
    ...additional_info,
  ];
}

function nameOf({ entity_type = "", id = "" }: HealthEntity): string {
  const names: Readonly<Record<string, string>> = {
    PHONE_NUMBER: "number",
    WABA: "account",
    BUSINESS: "business",
    APP: "app",
    MESSAGE_TEMPLATE: "template",
  };
  return `${names[entity_type] ?? entity_type} ${id}`;
}
