import type { RecordedCall } from "@openwaba/sandbox";
import { outcomeOf } from "./filter-calls.ts";

const looks = { open: "waiting", lost: "bad", error: "bad", accepted: "good" } as const;

/** The HTTP status of a call, or why it has none. */
export function Status({ call }: { call: RecordedCall }) {
  const outcome = outcomeOf(call);
  const text = outcome === "open" ? "waiting" : outcome === "lost" ? "lost" : String(call.status);
  return <span class={`status ${looks[outcome]}`}>{text}</span>;
}
