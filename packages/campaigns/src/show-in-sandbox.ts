import { setTimeout as sleep } from "node:timers/promises";
import { listCampaigns } from "./campaign.ts";
import { type CampaignQueue, opened, type OpenQueue } from "./open-campaigns.ts";
import { readProgress } from "./progress.ts";

export interface ShowInSandboxOptions {
  /** Where the sandbox of `@openwaba/sandbox` listens, such as `"http://127.0.0.1:4000"`. */
  url: string | URL;
  /** Milliseconds between two looks at the campaigns. @default 1000 */
  interval?: number;
  /** Takes what goes wrong, such as a sandbox that is away. It is tried again by itself. @default ignored */
  onError?: (error: Error) => void;
}

const defaults = { interval: 1000, onError: () => undefined } satisfies Partial<ShowInSandboxOptions>;

const patience = 5000; // ms that the sandbox may take for an answer

/** What tells a sandbox of campaigns. */
export interface ShownInSandbox {
  /** Tells it a last time, and ends. */
  close(): Promise<void>;
}

/**
 * Tells a sandbox the progress of all campaigns of a queue, for its console: `/_sandbox/console/campaigns`. What the
 * sandbox sees by itself are the messages that reached it; who is pending or unknown, and why a campaign is paused, is
 * known here. It sends numbers, no recipients and no token. Call it in one process.
 *
 * @throws {TypeError} when an option is wrong
 * @example
 * const shown = showInSandbox(queue, { url: "http://127.0.0.1:4000" });
 * process.once("SIGTERM", () => shown.close());
 */
export function showInSandbox(queue: CampaignQueue, options: ShowInSandboxOptions): ShownInSandbox {
  const own = opened(queue);
  const { url, interval, onError } = { ...defaults, ...options };
  if (!URL.canParse(String(url)) || !/^https?:$/.test(new URL(url).protocol))
    throw new TypeError(`Cannot show the campaigns: url must be that of a sandbox, not ${url}`);
  if (!(interval >= 1)) throw new TypeError(`Cannot show the campaigns: interval must be at least 1, not ${interval}`);
  const closing = new AbortController();

  const tellAll = async () => {
    try {
      for (const id of await listCampaigns(queue)) await tell(own, id, url, onError);
    } catch (error) {
      onError(error as Error); // the sandbox or Redis is away, for the other campaigns too
    }
  };

  const telling = (async () => {
    while (!closing.signal.aborted) {
      await tellAll();
      await sleep(interval, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    await tellAll();
  })();

  return {
    close() {
      closing.abort();
      return telling;
    },
  };
}

async function tell(own: OpenQueue, id: string, url: string | URL, onError: (error: Error) => void): Promise<void> {
  const progress = await readProgress(own, id).catch(() => undefined); // that of a campaign that is being removed
  if (!progress) return;
  const response = await fetch(new URL(`/_sandbox/campaigns/${id}/progress`, url), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(progress),
    signal: AbortSignal.timeout(patience),
  });
  const text = await response.text();
  if (!response.ok)
    onError(new Error(`Cannot show the campaign ${id}: status ${response.status}, ${text.slice(0, 500)}`));
}
