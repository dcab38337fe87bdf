import type { BatchJob } from "./open-campaigns.ts";

/** `<campaign>:<batch>`, or `<campaign>:<batch>:<generation>` */
export const batchName = (campaign: string, batch: number) => `${campaign}:${batch}`;

export function readJobName(name: string): BatchJob {
  const [campaign = "", batch, generation] = name.split(":");
  return { campaign, batch: Number(batch), generation: Number(generation) };
}

/** The id of a job, the same whoever adds it: added twice, it is there once. */
export const jobIdOf = ({ campaign, batch, generation }: BatchJob) => `${campaign}-${batch}-${generation}`;
