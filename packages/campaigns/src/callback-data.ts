/** One recipient of a campaign. */
export interface RecipientPlace {
  campaign: string;
  /** Number of the batch, counted from 0. */
  batch: number;
  /** Number within the batch, counted from 0. */
  index: number;
}

const format = /^openwaba:([\w.-]{1,64}):(\d{1,9}):(\d{1,3})$/;

/**
 * The `biz_opaque_callback_data` of a message of a campaign, `openwaba:<campaign>:<batch>:<index>`.
 *
 * @example
 * writeCallbackData({ campaign: "spring-sale", batch: 12, index: 7 }); // "openwaba:spring-sale:12:7"
 */
export function writeCallbackData({ campaign, batch, index }: RecipientPlace): string {
  return `openwaba:${campaign}:${batch}:${index}`;
}

/**
 * Reads the `biz_opaque_callback_data` of a message; undefined if it is not that of a campaign.
 *
 * @example
 * readCallbackData("openwaba:spring-sale:12:7"); // { campaign: "spring-sale", batch: 12, index: 7 }
 */
export function readCallbackData(text: string | undefined): RecipientPlace | undefined {
  const [, campaign, batch, index] = format.exec(text ?? "") ?? [];
  return campaign === undefined ? undefined : { campaign, batch: Number(batch), index: Number(index) };
}
