import type { ObserveHooks } from "./observe.ts";
import type { ObservedAttempt, ObservedResponse } from "./observed.ts";

/** What entries are written to: the console, pino, winston, or anything else with these methods. */
export interface LogTarget {
  debug(first: string | LogEntry, second: string | LogEntry): void;
  info(first: string | LogEntry, second: string | LogEntry): void;
  warn(first: string | LogEntry, second: string | LogEntry): void;
  error(first: string | LogEntry, second: string | LogEntry): void;
}

/** A flat record beside the message; of an event it holds the keys below and no others. */
export type LogEntry = Partial<Record<(typeof safeKeys)[number], string | number>> & { ids?: Record<string, string> };

export interface LogOptions {
  /**
   * How path parameters are written: their last four characters, all of them, or not at all.
   * @default "masked"
   */
  ids?: "masked" | "full" | "none";
  /**
   * Which argument comes first: pino and bunyan want the entry there, the console and winston the message.
   * @default "message" for the global console, "entry" for other targets
   */
  first?: "message" | "entry";
}

const safeKeys = [
  "operation",
  "attempt",
  "outcome",
  "status",
  "code",
  "subcode",
  "reason",
  "duration",
  "wait",
  "fbtraceId",
  "requestId",
] as const;

type Level = keyof LogTarget;

const levels = {
  answer: "warn", // refused; successes are "debug"
  connection: "error",
  timeout: "error",
  failure: "error",
  abort: "info",
} satisfies Record<ObservedResponse["outcome"], Level>;

/**
 * Hooks for {@link observe} that write a line for each attempt and each repetition: `debug` for what
 * succeeded, `info` for what the caller aborted, `warn` for refusals and repetitions, `error` when no
 * answer came. Neither bodies, headers nor URLs are ever written, only what is on a list of known keys.
 *
 * @example
 * const client = createClient<messages.PathsByVersion>({ auth: accessToken, middleware: [observe(logTo(console))] });
 * // POST /{phone_number_id}/messages: status 400, code 131056, 212 ms { operation: …, ids: { phone_number_id: "***4001" }, … }
 */
export function logTo(
  target: LogTarget,
  options: LogOptions = {},
): Required<Pick<ObserveHooks, "onResponse" | "onRetry">> {
  const { ids, first } = { ids: "masked", first: target === globalThis.console ? "message" : "entry", ...options };
  const write = (level: Level, event: ObservedAttempt, detail: string) => {
    const message = `${event.operation}: ${detail}`;
    const entry: LogEntry = pick(event);
    if (ids !== "none") entry.ids = ids === "full" ? { ...event.ids } : maskAll(event.ids);
    if (first === "message") target[level](message, entry);
    else target[level](entry, message);
  };
  return {
    onResponse(event) {
      const level = event.outcome === "answer" && event.ok ? "debug" : levels[event.outcome];
      write(level, event, `${detailOf(event)}, ${Math.round(event.duration)} ms`);
    },
    onRetry(event) {
      write("warn", event, `attempt ${event.attempt + 1} follows in ${Math.round(event.wait)} ms, ${event.reason}`);
    },
  };
}

function detailOf(event: ObservedResponse): string {
  if (event.outcome === "timeout") return "timeout";
  if (event.outcome !== "answer") return `${event.outcome}, ${event.reason}`;
  return event.code === undefined ? `status ${event.status}` : `status ${event.status}, code ${event.code}`;
}

function pick(event: object): LogEntry {
  const entry: LogEntry = {};
  for (const key of safeKeys) {
    const value: unknown = (event as Record<string, unknown>)[key];
    if (typeof value === "string") entry[key] = value;
    if (typeof value === "number") entry[key] = Math.round(value);
  }
  return entry;
}

function maskAll(ids: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, mask(id)]));
}

/** Short ids are hidden whole: four characters of them would tell too much. */
function mask(id: string): string {
  return id.length < 12 ? "***" : `***${id.slice(-4)}`;
}
