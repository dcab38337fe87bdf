import type { CampaignSummary } from "@openwaba/sandbox";

/** From what is best to what has not begun. */
const names = [
  "read",
  "delivered",
  "sent",
  "accepted",
  "started",
  "failed",
  "refused",
  "unknown",
  "unsent",
  "suppressed",
  "duplicate",
  "pending",
] as const;

/** A part of the recipients of a campaign. */
export interface Segment {
  readonly name: (typeof names)[number];
  readonly count: number;
}

/** All recipients by what became of them: as the owner of the campaign says, else as the sandbox has seen. */
export function segmentsOf({ told, counts }: CampaignSummary): Segment[] {
  const known: Partial<Record<Segment["name"], number>> = told ? { ...told.counts, pending: told.pending } : counts;
  return names.map((name) => ({ name, count: known[name] ?? 0 })).filter(({ count }) => count > 0);
}

/** How many recipients a campaign has, as far as it is known. */
export function totalOf({ told, recipients }: CampaignSummary): number {
  return told?.total ?? recipients;
}

/** In one line, such as `380 of 400 done, 3 failed`. */
export function progressText(campaign: CampaignSummary): string {
  const { told, counts } = campaign;
  const total = totalOf(campaign);
  const failed = told ? told.counts.failed + told.counts.refused : counts.failed + counts.refused;
  const done = told ? `${grouped(Math.max(total - told.pending, 0))} of ${grouped(total)}` : grouped(total);
  return `${done} done${failed > 0 ? `, ${grouped(failed)} failed` : ""}`;
}

const format = new Intl.NumberFormat("en");

export function grouped(count: number): string {
  return format.format(count);
}
