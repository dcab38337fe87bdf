import { isDeepStrictEqual } from "node:util";
import type { AccountFlow } from "./account-flows.ts";
import type { DesiredFlow } from "./read-flows.ts";

/** What is to be done about one flow. */
export interface FlowStep {
  readonly action: "create" | "update" | "unchanged" | "cannot";
  readonly flow: DesiredFlow;
  /** The flow of the account. */
  readonly known?: AccountFlow;
  /** What differs from the account. */
  readonly changes: readonly ("json" | "categories" | "endpoint_uri")[];
  /** Whether it is to be published after that. */
  readonly publishes: boolean;
  /** Why nothing can be done. */
  readonly reason?: string;
}

/** Why a flow of this status cannot be changed. */
const unchangeable: Readonly<Record<string, string>> = {
  DEPRECATED: "it is deprecated for good: push it by another name",
  BLOCKED: "it is blocked: mend its endpoint, and wait until it is published again",
  THROTTLED: "it is throttled: mend its endpoint, and wait until it is published again",
};

/**
 * What pushing a flow does. `json` returns the Flow JSON that the account has.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/lifecycle
 */
export async function planFlow(
  flow: DesiredFlow,
  known: AccountFlow | undefined,
  { publish, json }: { publish: boolean; json: (flow: AccountFlow) => Promise<string | undefined> },
): Promise<FlowStep> {
  if (!known) return { action: "create", flow, changes: ["json"], publishes: publish };
  const changes = [
    ...(isSame(flow.text, await json(known)) ? [] : ["json" as const]),
    ...(isSameList(flow.categories, known.categories) ? [] : ["categories" as const]),
    ...(flow.endpoint_uri === undefined || flow.endpoint_uri === known.endpoint_uri ? [] : ["endpoint_uri" as const]),
  ];
  const isDraft = known.status === "DRAFT" || changes.includes("json");
  const publishes = publish && isDraft;
  const base = { flow, known, changes, publishes };
  if (changes.length === 0 && !publishes) return { action: "unchanged", ...base };
  const reason = unchangeable[known.status ?? ""];
  return reason === undefined ? { action: "update", ...base } : { action: "cannot", ...base, publishes: false, reason };
}

/** Whether two texts are the same JSON; the order of names and blanks do not matter. */
function isSame(one: string, other: string | undefined): boolean {
  try {
    return other !== undefined && isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}

/** Categories that are not given stay as they are. */
function isSameList(wanted: readonly string[] | undefined, known: readonly string[] = []): boolean {
  return wanted === undefined || isDeepStrictEqual(wanted.toSorted(), known.toSorted());
}
