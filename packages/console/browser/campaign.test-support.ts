import type { Sandbox, ToldProgress } from "@openwaba/sandbox";
import { writeCallbackData } from "../../campaigns/src/callback-data.ts";
import { sendMessage } from "./start.test-support.ts";

const template = { name: "hello_world", language: { code: "en_US" } };

/** The number of somebody on the list of a campaign. */
export const numberOf = (place: number) => `+1555010${String(place).padStart(4, "0")}`;

/** Sends a message of a campaign to somebody on its list, as a worker does. */
export function sendTo(sandbox: Sandbox, campaign: string, place: number, message: object = {}) {
  const at = { campaign, batch: Math.floor(place / 100), index: place % 100 };
  const content = { type: "template", template, biz_opaque_callback_data: writeCallbackData(at), ...message };
  return sendMessage(sandbox, numberOf(place), content);
}

/** Sends a campaign to `many` people, of whom some cannot be reached, are refused or have to be tried again. */
export async function sendCampaign(sandbox: Sandbox, campaign: string, many: number): Promise<void> {
  for (const place of [7, 42, 58, 91, 133, 170]) await sandbox.customer(numberOf(place)).leave();
  for (const place of [12, 77]) await sandbox.customer(numberOf(place)).block();
  for (let place = 0; place < many; place++) {
    if (place === 20) sandbox.inject({ kind: "throttle", code: 131056, operation: "sendMessage", times: 2 });
    if (place === 64 || place === 65)
      await sendTo(sandbox, campaign, place, { template: { ...template, name: "gone" } });
    else await sendTo(sandbox, campaign, place);
    if (place === 21) for (const again of [20, 21]) await sendTo(sandbox, campaign, again);
  }
  for (let place = 0; place < many; place += 3) await sandbox.customer(numberOf(place)).read();
  await sandbox.settled();
}

/** Tells the sandbox what the owner of a campaign knows. */
export async function tellProgress(
  sandbox: Sandbox,
  campaign: string,
  { counts, ...progress }: Partial<Omit<ToldProgress, "counts">> & { counts: Partial<ToldProgress["counts"]> },
): Promise<void> {
  const body = { state: "running", total: 0, isComplete: true, pending: 0, rate: 0, counts, ...progress };
  const response = await fetch(`${sandbox.url}/_sandbox/campaigns/${campaign}/progress`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}
