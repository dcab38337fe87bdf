import type { ObserveHooks } from "./observe.ts";
import type { ObservedAttempt, ObservedResponse } from "./observed.ts";

/** Where entries are written: the console, pino, winston, or anything else with these methods. */
export interface LogTarget {
  debug(first: string | LogEntry, second: string | LogEntry): void;
  info(first: string | LogEntry, second: string | LogEntry): void;
  warn(first: string | LogEntry, second: string | LogEntry): void;
  error(first: string | LogEntry, second: string | LogEntry): void;
}

/** A flat record next to the message; it contains only the keys below. */
export type LogEntry = Partial<Record<(typeof safeKeys)[number], string | number>> & { ids?: Record<string, string> };

export interface LogOptions {
  /**
   * How path parameters are logged: their last four characters, in full, or not at all.
   * @default "masked"
   */
  ids?: "masked" | "full" | "none";
  /**
   * Which argument comes first: the entry for pino and bunyan, the message for the console and winston.
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
  answer: "warn", // rejected; successes are "debug"
  connection: "error",
  timeout: "error",
  failure: "error",
  abort: "info",
} satisfies Record<ObservedResponse["outcome"], Level>;

/**
 * Hooks for {@link observe} that log a line for each attempt and each retry: `debug` for successes, `info` for calls
 * that the caller aborted, `warn` for errors of the platform and retries, `error` if no response came. Only a fixed
 * list of keys is logged, never bodies, headers or URLs.
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

/** Short ids are hidden entirely: four characters would reveal too much. */
function mask(id: string): string {
  return id.length < 12 ? "***" : `***${id.slice(-4)}`;
}
