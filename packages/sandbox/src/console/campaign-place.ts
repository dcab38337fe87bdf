/** A recipient of a campaign. */
export interface CampaignPlace {
  readonly campaign: string;
  /** Counted from 0, as `index` within it. */
  readonly batch: number;
  readonly index: number;
}

export const campaignId = /^[\w.-]{1,64}$/;

const format = /^openwaba:([\w.-]{1,64}):(\d{1,9}):(\d{1,3})$/;

/** The recipient that a message is for, by the `biz_opaque_callback_data` that `@openwaba/campaigns` gives it. */
export function placeOf(message: unknown): CampaignPlace | undefined {
  const { biz_opaque_callback_data: text } = Object(message);
  const [, campaign, batch, index] = (typeof text === "string" && format.exec(text)) || [];
  return campaign === undefined ? undefined : { campaign, batch: Number(batch), index: Number(index) };
}
