/** How good a state is. */
type Tone = "good" | "waiting" | "bad" | "neutral";

const tones: Readonly<Record<Exclude<Tone, "neutral">, readonly string[]>> = {
  good: [
    "ACCEPTED",
    "ACTIVE",
    "APPROVED",
    "AVAILABLE",
    "COMPLETED",
    "CONNECTED",
    "DELIVERED",
    "GREEN",
    "PUBLISHED",
    "READ",
    "RUNNING",
    "VERIFIED",
  ],
  waiting: [
    "DEFERRED",
    "DRAFT",
    "EXPIRED",
    "INITIATED",
    "IN_APPEAL",
    "LIMITED",
    "PAUSED",
    "PENDING",
    "PENDING_REVIEW",
    "THROTTLED",
    "UNVERIFIED",
    "NOT_VERIFIED",
    "YELLOW",
  ],
  bad: [
    "BLOCKED",
    "CANCELLED",
    "DECLINED",
    "DISABLED",
    "DISCONNECTED",
    "FAILED",
    "FLAGGED",
    "RED",
    "REFUSED",
    "REJECTED",
    "REVOKED",
    "SUSPENDED",
  ],
};

/** How good a state of the platform is. */
export function toneOf(state: string): Tone {
  const word = state.toUpperCase();
  for (const tone of ["good", "waiting", "bad"] as const) if (tones[tone].includes(word)) return tone;
  return "neutral";
}

/** A constant of the platform as people read it: `PENDING_REVIEW` is "Pending review". */
export function readable(constant: string): string {
  const words = constant.toLowerCase().replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** How many people a business may write to first: `TIER_2K`. */
export function limitText(limit: string): string {
  if (limit === "TIER_UNLIMITED") return "No limit";
  const [, count = "", thousands = ""] = /^TIER_(\d+)(K?)$/.exec(limit) ?? [];
  if (count === "") return limit;
  const people = Number(count) * (thousands === "" ? 1 : 1000);
  return `${people.toLocaleString("en")} people in 24 hours`;
}
