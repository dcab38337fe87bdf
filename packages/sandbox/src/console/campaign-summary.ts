import type { CampaignContent, CampaignError, RecipientState, SeenCampaign } from "./seen-campaign.ts";
import type { ToldProgress } from "./told-progress.ts";

/** A campaign of `@openwaba/campaigns`, as the sandbox sees it. */
export interface CampaignSummary {
  readonly id: string;
  /** Numbers that sent, at most 20. */
  readonly phoneNumberIds: readonly string[];
  /** What was sent, at most 20. */
  readonly contents: readonly CampaignContent[];
  /** Of the first and the last send, in seconds since 1970; undefined if none came. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  /** Recipients of whom a call came. */
  readonly recipients: number;
  /** Recipients by what became of the last message to them. */
  readonly counts: Readonly<Record<RecipientState, number>>;
  /** Calls to send that were answered with an error. */
  readonly refusals: number;
  /** Recipients with more than one message. */
  readonly repeated: number;
  /** Messages that are not kept any more, and count nowhere here. */
  readonly dropped: number;
  /** The most frequent first. */
  readonly errors: readonly CampaignError[];
  /** What the owner told last, and when in seconds since 1970. */
  readonly told: (ToldProgress & { readonly time: number }) | undefined;
}

export function summaryOf(campaign: SeenCampaign): CampaignSummary {
  const { id, phoneNumberIds, contents, firstTime, lastTime, counts, refusals, repeated, dropped, told } = campaign;
  return {
    id,
    phoneNumberIds: [...phoneNumberIds],
    contents: [...contents.values()],
    firstTime,
    lastTime,
    recipients: campaign.recipients.size,
    counts: { ...counts },
    refusals,
    repeated,
    dropped,
    errors: [...campaign.errors.values()].toSorted(
      (one, other) => other.failed + other.refused - one.failed - one.refused || one.code - other.code,
    ),
    told,
  };
}
