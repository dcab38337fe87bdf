import type { RecordedCall } from "@openwaba/sandbox";
import { outcomeOf } from "./filter-calls.ts";

/** What was wrong with a call. */
export interface CallProblem {
  readonly message: string;
  /** What else the response says about it, as names and values. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Undefined if it was accepted, or is open. */
export function problemOf(call: RecordedCall): CallProblem | undefined {
  const outcome = outcomeOf(call);
  if (outcome === "lost") return { message: "The connection was lost before the response.", facts: [] };
  if (outcome !== "error") return undefined;
  const { error } = Object(call.response);
  const { message, code, error_subcode, type, error_data, error_user_title, error_user_msg, fbtrace_id } =
    Object(error);
  const { details } = Object(error_data);
  const facts: [string, unknown][] = [
    ["Details", details],
    ["Code", code],
    ["Subcode", error_subcode],
    ["Type", type],
    ["Title for people", error_user_title],
    ["Text for people", error_user_msg],
    ["Trace id", fbtrace_id],
  ];
  return {
    message: typeof message === "string" ? message : `Status ${call.status}, without an error of the Graph API.`,
    facts: facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
  };
}
