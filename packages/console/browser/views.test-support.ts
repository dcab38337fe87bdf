import type { Sandbox } from "@openwaba/sandbox";
import type { Page } from "playwright-core";
import { sendCampaign, sendTo, tellProgress } from "./campaign.test-support.ts";
import { choose, goTo, messages, type View } from "./open.test-support.ts";
import { callApi, sendMessage, startSandbox, startWithBot } from "./start.test-support.ts";

/** When the worlds of these tests begin: 14:05 on a day in autumn. */
export const begin = Date.UTC(2026, 9, 14, 14, 5);

/** A world with nothing but a business and its number. */
export async function startEmpty(): Promise<Sandbox> {
  const sandbox = await startSandbox({ now: () => begin });
  const { nodes, ...snapshot } = sandbox.snapshot();
  const told = new Set(["inbound_message", "message", "customer", "customer_id", "chat", "template", "flow", "group"]);
  sandbox.restore({ ...snapshot, nodes: nodes.filter(({ kind }) => !told.has(kind)) });
  return sandbox;
}

/** A world in which something of every view has happened, at times that do not depend on the machine. */
export async function startFull(): Promise<Sandbox> {
  const { sandbox } = await startWithBot({ now: () => begin, templateReview: "manual" });
  const ada = sandbox.customer("+15550123456");
  await callApi(sandbox, `${sandbox.accountId}/message_templates`, {
    name: "lamp_shipped",
    language: "en_US",
    category: "UTILITY",
    parameter_format: "named",
    components: [
      { type: "HEADER", format: "TEXT", text: "Your lamp is on its way" },
      {
        type: "BODY",
        text: "Hello {{name}}, your order *{{order}}* left our workshop today.",
        example: {
          body_text_named_params: [
            { param_name: "name", example: "Ada" },
            { param_name: "order", example: "8841" },
          ],
        },
      },
      { type: "FOOTER", text: "Lantern Telecom" },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Thank you" }] },
    ],
  });
  await ada.text("Hello! *Where* is my order?\n- number 8841\n- from _Monday_");
  await ada.text("list");
  await ada.text("buttons");
  await ada.send({ type: "location", latitude: 52.52, longitude: 13.405, name: "Alexanderplatz", address: "Berlin" });
  await sandbox.customer({ userId: "GB.20881134566712093344" }).text("Do you roast on Sundays?");
  await sendMessage(sandbox, "+15550123456", {
    type: "template",
    template: { name: "gone", language: { code: "en" } },
  });
  await sendMessage(sandbox, "+15550123456", { type: "text", text: { body: 8841 } });
  sandbox.clock.advance(2000); // what was sent is delivered
  await sandbox.settled();
  return sandbox;
}

/** A world in which a campaign is half way, and another one has not begun. */
async function startCampaigns(): Promise<Sandbox> {
  const sandbox = await startSandbox({ now: () => begin });
  await tellProgress(sandbox, "autumn-sale", { total: 12_000, isComplete: false, pending: 12_000, counts: {} });
  for (const place of [0, 1, 2, 1]) await sendTo(sandbox, "welcome", place);
  await sendCampaign(sandbox, "spring-sale", 210);
  await tellProgress(sandbox, "spring-sale", {
    total: 400,
    pending: 187,
    rate: 41.3,
    remaining: 4654,
    counts: { read: 69, delivered: 130, failed: 8, refused: 2, unknown: 1, suppressed: 3 },
  });
  return sandbox;
}

interface Place {
  readonly view: View;
  /** What is open there: a row of a list. */
  readonly open?: { readonly list: string; readonly row: string | RegExp };
}

/** Each view, and what is open in it when its world is full. */
export const places = {
  chats: { view: "Chats", open: { list: "Chats", row: "Ada" } },
  templates: { view: "Templates", open: { list: "Templates", row: "lamp_shipped" } },
  campaigns: { view: "Campaigns", open: { list: "Campaigns", row: "spring-sale" } },
  calls: { view: "API calls", open: { list: "Calls", row: "400" } },
  webhooks: { view: "Webhooks", open: { list: "Deliveries", row: "messages" } },
  account: { view: "Account" },
} satisfies Record<string, Place>;

/** Worlds, and the places that are full in each: a campaign would bury the chats of the others. */
export const fullWorlds = [
  { start: startFull, names: ["chats", "templates", "calls", "webhooks", "account"] },
  { start: startCampaigns, names: ["campaigns"] },
] as const;

/** Goes to a view, and opens what is to be seen there. */
export async function show(page: Page, { view, open }: Place): Promise<void> {
  await goTo(page, view);
  if (!open) return page.getByText("WHATSAPP_ACCESS_TOKEN").first().waitFor();
  await choose(page, open.list, open.row);
  if (view === "Chats") await messages(page, "").first().waitFor();
  else await page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor();
}
