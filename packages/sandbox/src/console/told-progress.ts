import { checkValue } from "../server/check-value.ts";
import { detailsOf } from "../server/problems.ts";
import { isSchema, type Schema } from "../server/schemas.ts";

/** States of recipients, as the owner of a campaign counts them. */
const toldStates = [
  "started",
  "accepted",
  "sent",
  "delivered",
  "read",
  "failed",
  "refused",
  "unknown",
  "unsent",
  "suppressed",
  "duplicate",
] as const;

const campaignStates = ["running", "paused", "cancelled", "completed"] as const;

/** How far a campaign is, as its owner tells: what `campaign.progress()` of `@openwaba/campaigns` returns. */
export interface ToldProgress {
  readonly state: (typeof campaignStates)[number];
  /** Why it is paused. */
  readonly reason?: string;
  readonly total: number;
  /** Whether all recipients are in `total`. */
  readonly isComplete: boolean;
  readonly pending: number;
  readonly counts: Readonly<Record<(typeof toldStates)[number], number>>;
  /** Messages per second. */
  readonly rate: number;
  /** Milliseconds until nobody is pending. */
  readonly remaining?: number;
}

const most = 1e12;
const count: Schema = { type: "integer", minimum: 0, maximum: most };
const amount: Schema = { type: "number", minimum: 0, maximum: most };

const schema: Schema = {
  type: "object",
  required: ["state", "total", "isComplete", "pending", "counts", "rate"],
  properties: {
    state: { type: "string", enum: campaignStates },
    reason: { type: "string", maxLength: 2000 },
    total: count,
    isComplete: { type: "boolean" },
    pending: count,
    counts: { type: "object", properties: Object.fromEntries(toldStates.map((state) => [state, count])) },
    rate: amount,
    remaining: amount,
  },
};

/**
 * The progress in a body; counts that are missing are 0, and what is not known is left out.
 *
 * @throws TypeError that names what is wrong, at its place
 */
export function readProgress(value: unknown): ToldProgress {
  const { problems } = checkValue({}, schema, value);
  if (problems.length > 0 || !isSchema(value))
    throw new TypeError(`Cannot take the progress: ${detailsOf(problems, "body")}`);
  const { state, reason, total, isComplete, pending, counts, rate, remaining } = value as unknown as ToldProgress; // checked
  const known = Object.fromEntries(toldStates.map((name) => [name, counts[name] ?? 0]));
  return {
    state,
    ...(reason !== undefined && { reason }),
    total,
    isComplete,
    pending,
    counts: known as ToldProgress["counts"],
    rate,
    ...(remaining !== undefined && { remaining }),
  };
}
