/** From nothing to everything that is known of a message; whatever else happens to it comes last. */
const order = ["unknown", "accepted", "sent", "delivered", "read"];

/** What became of each person's message. Webhooks come in any order, so later news never take back what is known. */
export function trackOutcomes() {
  const known = new Map<string, string>();
  return {
    note(person: string, outcome: string): void {
      if (rankOf(outcome) > rankOf(known.get(person))) known.set(person, outcome);
    },
    /** How many people something is known of. */
    get size(): number {
      return known.size;
    },
    /** Whether a webhook may still tell more. */
    get areOpen(): boolean {
      return [...known.values()].some((outcome) => ["unknown", "accepted", "sent"].includes(outcome));
    },
    /** How many people there are of each outcome. */
    count(): Record<string, number> {
      const counts: Record<string, number> = {};
      for (const outcome of known.values()) counts[outcome] = (counts[outcome] ?? 0) + 1;
      return counts;
    },
  };
}

function rankOf(outcome: string | undefined): number {
  if (outcome === undefined) return -1;
  const rank = order.indexOf(outcome);
  return rank === -1 ? order.length : rank;
}
