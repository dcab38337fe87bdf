import type { ShownMessage } from "./shown-messages.ts";

/** A call as the sandbox keeps it. Times are in seconds since 1970. */
export interface ChatCall {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly direction: "BUSINESS_INITIATED" | "USER_INITIATED";
  readonly contact: { readonly wa_id?: string; readonly user_id?: string };
  readonly state: "ringing" | "connecting" | "taken" | "ended";
  readonly time: number;
  /** When it was taken. */
  readonly startedAt?: number;
  readonly endedAt?: number;
}

/** What stands one below the other in a chat. */
export type TimelineItem =
  | { readonly kind: "day"; readonly key: string; readonly time: number }
  | { readonly kind: "message"; readonly key: string; readonly shown: ShownMessage }
  | { readonly kind: "call"; readonly key: string; readonly call: ChatCall };

/** Messages and calls in the order of their times, with a line where a day begins. Older calls than the oldest message wait for it. */
export function timelineOf(
  messages: readonly ShownMessage[],
  calls: readonly ChatCall[],
  hasOlder: boolean,
): TimelineItem[] {
  const oldest = hasOlder ? (messages[0]?.message.time ?? 0) : 0;
  const items = [
    ...messages.map((shown) => ({ time: shown.message.time, item: messageItem(shown) })),
    ...calls.filter(({ time }) => time >= oldest).map((call) => ({ time: call.time, item: callItem(call) })),
  ];
  items.sort((one, other) => one.time - other.time); // keeps the order within a second
  let day = "";
  return items.flatMap(({ time, item }) => {
    const today = new Date(time * 1000).toDateString();
    if (today === day) return [item];
    day = today;
    return [{ kind: "day", key: `day ${today}`, time }, item];
  });
}

function messageItem(shown: ShownMessage): TimelineItem {
  return { kind: "message", key: shown.message.id, shown };
}

function callItem(call: ChatCall): TimelineItem {
  return { kind: "call", key: call.id, call };
}

/** What became of a call, as the customer sees it. */
export function callSummary({ direction, state, startedAt, endedAt }: ChatCall): string {
  const isOwn = direction === "USER_INITIATED";
  switch (state) {
    case "ringing":
    case "connecting":
      return isOwn ? "Calling the business…" : "The business is calling";
    case "taken":
      return "Voice call, going on";
    case "ended":
      if (startedAt === undefined) return isOwn ? "Voice call, no answer" : "Missed voice call";
      return `Voice call, ${callDuration((endedAt ?? startedAt) - startedAt)}`;
  }
}

/** Minutes and seconds. */
export function callDuration(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
