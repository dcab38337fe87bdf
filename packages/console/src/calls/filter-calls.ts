import type { RecordedCall } from "@openwaba/sandbox";

/** Which calls the list shows. Empty texts mean all. */
export interface CallFilter {
  readonly word: string;
  readonly show: "" | "wrong" | "errors" | "warnings";
  readonly method: string;
  readonly operation: string;
  readonly items: "" | "without" | "only";
}

const shows = ["", "wrong", "errors", "warnings"] as const;
const itemChoices = ["", "without", "only"] as const;

/** The filter in the query of the page's address. */
export function readFilter(query: Readonly<Record<string, string>>): CallFilter {
  const { q: word = "", show, method = "", operation = "", items } = query;
  return {
    word,
    show: shows.find((name) => name === show) ?? "",
    method,
    operation,
    items: itemChoices.find((name) => name === items) ?? "",
  };
}

/** The same as a query, empty if all calls are shown. */
export function writeFilter({ word, ...others }: CallFilter): string {
  const given = Object.entries({ q: word, ...others }).filter(([, value]) => value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}

/** What became of a call. */
export type CallOutcome = "open" | "lost" | "error" | "accepted";

export function outcomeOf({ status, duration }: RecordedCall): CallOutcome {
  if (status === 0) return duration === undefined ? "open" : "lost";
  return status >= 400 ? "error" : "accepted";
}

/** The calls that a filter shows, newest first. */
export function filterCalls(calls: readonly RecordedCall[], filter: CallFilter): RecordedCall[] {
  const word = filter.word.trim().toLowerCase();
  return calls
    .filter(
      (call) =>
        isShown(call, filter) &&
        (filter.method === "" || call.method === filter.method) &&
        (filter.operation === "" || call.operation === filter.operation) &&
        (filter.items === "" || (call.isItem === true) === (filter.items === "only")) &&
        (word === "" || textOf(call).includes(word)),
    )
    .toReversed();
}

function isShown(call: RecordedCall, { show }: CallFilter): boolean {
  const outcome = outcomeOf(call);
  const isError = outcome === "error" || outcome === "lost";
  const hasWarnings = call.warnings !== undefined;
  if (show === "wrong") return isError || hasWarnings;
  if (show === "errors") return isError;
  return show === "" || hasWarnings;
}

const texts = new WeakMap<RecordedCall, string>();

function textOf(call: RecordedCall): string {
  const text = texts.get(call) ?? JSON.stringify(call).toLowerCase();
  texts.set(call, text);
  return text;
}
