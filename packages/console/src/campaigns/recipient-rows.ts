import type { CampaignRecipient, RecipientPage } from "@openwaba/sandbox";

/** The recipients that are loaded, from the first one on, in order of their places. */
export interface RecipientRows {
  readonly rows: readonly CampaignRecipient[];
  /** How many there are, loaded or not. */
  readonly total: number;
}

/** Rows with a page in its place: after the row of the place `after`, without what is not there any more. */
export function withPage(
  { rows }: RecipientRows,
  after: string | undefined,
  { data, total, after: last }: RecipientPage,
): RecipientRows {
  const before = after === undefined ? [] : rows.filter(({ place }) => !isBehind(place, after));
  const behind = last === undefined ? [] : rows.filter(({ place }) => isBehind(place, last));
  return { rows: [...before, ...data, ...behind], total };
}

function isBehind(place: string, other: string): boolean {
  const [batch = 0, index = 0] = place.split(":").map(Number);
  const [otherBatch = 0, otherIndex = 0] = other.split(":").map(Number);
  return batch > otherBatch || (batch === otherBatch && index > otherIndex);
}
