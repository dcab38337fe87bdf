/** Names of the keys in Redis. They share a hash tag, so that a script may use several of them in a cluster. */
export function createKeys(prefix: string) {
  const root = `{${prefix}}:campaigns`;
  const of = (campaign: string, part: string) => `${root}:${campaign}:${part}`;
  return {
    /** Ids of all campaigns, a set. */
    campaigns: root,
    /** Batches that need a job, by the time from which on; a sorted set of `<campaign>:<batch>:<generation>`. */
    due: `${root}/due`,
    /** People who get nothing, by the time until when; a sorted set. */
    suppressed: `${root}/suppressed`,
    /** Account and digits of the phone numbers that statuses have named; a hash. */
    numbers: `${root}/numbers`,
    /** People to whom accounts may write first in 24 hours, as webhooks told; a hash. */
    dailyLimits: `${root}/daily-limits`,
    /** Exists while the platform rejects messages of a phone number. */
    hold: (phoneNumberId: string) => `${root}/hold:${phoneNumberId}`,
    /** When a limit of a phone number, a pair or an account is used by nobody again; expires then. */
    bucket: (kind: string, key: string) => `${root}/${kind}:${key}`,
    /** Definition, state and counts of a campaign; a hash. */
    campaign: (id: string) => of(id, "state"),
    /** Templates that it sends, a set of `<name>|<language>`. */
    templates: (id: string) => of(id, "templates"),
    /** Recipients whose message was started, a set. */
    started: (id: string) => of(id, "started"),
    /** Batches with recipients who are still to be sent to, a set. */
    open: (id: string) => of(id, "open"),
    /** Open batches of a paused campaign, a set. */
    parked: (id: string) => of(id, "parked"),
    /** Recipients whose outcome is unknown, by the time since when; a sorted set of `<batch>:<index>`. */
    unknown: (id: string) => of(id, "unknown"),
    /** Recipients of a batch, as JSON. */
    batch: (id: string, batch: number) => of(id, `batch:${batch}`),
    /** State of each recipient of a batch, a hash. */
    marks: (id: string, batch: number) => of(id, `marks:${batch}`),
  };
}

export type Keys = ReturnType<typeof createKeys>;
