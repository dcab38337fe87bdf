export { readCallbackData, type RecipientPlace, writeCallbackData } from "./callback-data.ts";
export { type Campaign, getCampaign, listCampaigns } from "./campaign.ts";
export { createCampaign, type CreateCampaignOptions } from "./create-campaign.ts";
export { type CsvRecipient, csvRecipients } from "./csv-recipients.ts";
export type { RecipientState } from "./mark.ts";
export { type CampaignQueue, openCampaigns, type OpenCampaignsOptions } from "./open-campaigns.ts";
export type { RedisConnection } from "./redis-connection.ts";
export type { CampaignProgress, CampaignState, WatchedProgress } from "./progress.ts";
export type { CampaignMessage, Recipient } from "./recipient.ts";
export type { CampaignResult } from "./results.ts";
export {
  type BoundClient,
  type CampaignClient,
  type CampaignSend,
  type CampaignWorker,
  runWorker,
  type RunWorkerOptions,
} from "./run-worker.ts";
export { settleCampaigns, type SettlingHandlers } from "./settle-campaigns.ts";
export { sharedThrottle, type SharedThrottleOptions } from "./shared-throttle.ts";
export { type ShowInSandboxOptions, type ShownInSandbox, showInSandbox } from "./show-in-sandbox.ts";
export { allowRecipients, suppressRecipients } from "./suppress.ts";
