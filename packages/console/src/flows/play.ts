import { initialForm } from "./components.ts";
import { resolve, type Scope, type Values } from "./expression.ts";
import { type FlowJson, type Screen, valuesIn } from "./flow-json.ts";

/** A screen that somebody is on, or went through to come there. */
interface Visit {
  readonly screen: string;
  readonly data: Values;
  readonly form: Values;
}

/** How far somebody is in a flow. */
export interface Play {
  /** The last one is on the screen. */
  readonly visits: readonly Visit[];
  /** What was seen and filled in, by screen. */
  readonly seen: Scope["screens"];
}

/** Why something in a flow cannot be done. */
export class FlowProblem extends Error {
  override readonly name = "FlowProblem";
}

const mostVisits = 200;

export const nothingPlayed: Play = { visits: [], seen: {} };

export function screenOf(flow: FlowJson, id: string | undefined): Screen | undefined {
  return flow.screens.find((screen) => screen.id === id);
}

/** What the expressions of the screen speak of. */
export function scopeOf({ visits, seen }: Play): Scope {
  const { data = {}, form = {} } = visits.at(-1) ?? {};
  return { data, form, screens: seen };
}

/**
 * Opens a screen above the ones before.
 *
 * @throws FlowProblem if there is no such screen, or the way is endless
 */
export function openScreen(flow: FlowJson, play: Play, id: string, data: Values): Play {
  const screen = screenOf(flow, id);
  if (!screen) throw new FlowProblem(`The flow has no screen ${id || "without a name"}`);
  if (play.visits.length >= mostVisits) throw new FlowProblem("The flow goes round in circles");
  const form = initialForm(screen, { data, form: {}, screens: play.seen });
  return withSeen({ ...play, visits: [...play.visits, { screen: id, data, form }] });
}

/** Goes to the screen before, with what was filled in there. */
export function goBack(play: Play): Play {
  return play.visits.length > 1 ? { ...play, visits: play.visits.slice(0, -1) } : play;
}

/** Fills in a field of the screen. */
export function fillIn(play: Play, name: string, value: unknown): Play {
  return changed(play, ({ form, ...visit }) => ({ ...visit, form: { ...form, [name]: value } }));
}

/** Changes the data of the screen. */
export function updateData(play: Play, payload: Values): Play {
  return changed(play, ({ data, ...visit }) => ({ ...visit, data: { ...data, ...payload } }));
}

function changed(play: Play, change: (visit: Visit) => Visit): Play {
  const last = play.visits.at(-1);
  return last ? withSeen({ ...play, visits: [...play.visits.slice(0, -1), change(last)] }) : play;
}

function withSeen(play: Play): Play {
  const last = play.visits.at(-1);
  if (!last) return play;
  return { ...play, seen: { ...play.seen, [last.screen]: { data: last.data, form: last.form } } };
}

/** What a press or a choice does. */
export type Step =
  | { readonly kind: "navigate"; readonly screen: string; readonly payload: Values }
  | { readonly kind: "complete" | "data_exchange" | "update_data"; readonly payload: Values }
  | { readonly kind: "open_url"; readonly url: string };

/**
 * Reads an action.
 *
 * @throws FlowProblem if there is no such action
 */
export function stepOf(action: unknown, scope: Scope): Step {
  const { name, next, payload, url } = valuesIn(action);
  const resolved = valuesIn(resolve(payload, scope));
  switch (name) {
    case "navigate":
      return { kind: "navigate", screen: String(valuesIn(next)["name"] ?? ""), payload: resolved };
    case "complete":
    case "data_exchange":
    case "update_data":
      return { kind: name, payload: resolved };
    case "open_url":
      return { kind: "open_url", url: String(resolve(url, scope)) };
    default:
      throw new FlowProblem(`The action ${String(name)} does not exist`);
  }
}

/** What an endpoint answers. */
export type Answer =
  | { readonly kind: "screen"; readonly screen: string; readonly data: Values; readonly message: string | undefined }
  | { readonly kind: "finish"; readonly response: Values };

/**
 * Reads the answer of an endpoint.
 *
 * @throws FlowProblem if it is none
 */
export function readAnswer(text: string): Answer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FlowProblem("The answer is not JSON");
  }
  return answerIn(value);
}

/**
 * The same, once it is read.
 *
 * @throws FlowProblem if it is none
 */
export function answerIn(value: unknown): Answer {
  const { screen, data } = valuesIn(value);
  if (typeof screen !== "string" || screen === "") throw new FlowProblem("The answer has no screen");
  const { error_message, extension_message_response, ...rest } = valuesIn(data);
  if (screen === "SUCCESS")
    return { kind: "finish", response: valuesIn(valuesIn(extension_message_response)["params"]) };
  const message = typeof error_message === "string" ? error_message : undefined;
  return { kind: "screen", screen, data: rest, message };
}

/**
 * Goes where the answer of an endpoint leads: the same screen is kept, with other data.
 *
 * @throws FlowProblem if there is no such screen
 */
export function takeAnswer(flow: FlowJson, play: Play, { screen, data }: { screen: string; data: Values }): Play {
  return play.visits.at(-1)?.screen === screen ? updateData(play, data) : openScreen(flow, play, screen, data);
}
