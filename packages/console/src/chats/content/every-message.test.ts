import { readFile } from "node:fs/promises";
import { createSandbox } from "@openwaba/sandbox";
import { type ComponentChildren, Fragment, h } from "preact";
import prerender from "preact-iso/prerender";
import { afterAll, expect, test } from "vitest";
import type { BusinessContent, ChatMessage, CustomerContent } from "../chat-message.ts";
import { summaryOf } from "../summary.ts";
import { BusinessContentView, TemplatesContext } from "./business-content.tsx";
import { CustomerContentView } from "./customer-content.tsx";

const sandbox = await createSandbox();
afterAll(() => sandbox.close());

const document = new URL("../../../../sandbox/openapi/messages/messages.json", import.meta.url);
const { paths } = JSON.parse(await readFile(document, "utf8"));
const { requestBody } = paths["/{phone_number_id}/messages"].post;
const examples: Record<string, { value: BusinessContent }> = requestBody.content["application/json"].examples;
const sent = Object.entries(examples).filter(([, { value }]) => !("status" in value));

interface TemplateNode {
  kind: string;
  data: { name?: string; language?: string; components?: [] };
}

const world: { data: TemplateNode[] } = await (await fetch(`${sandbox.url}/_sandbox/world`)).json();

function findTemplate(name: string, language: string) {
  const isMeant = ({ kind, data }: TemplateNode) =>
    kind === "template" && data.name === name && data.language === language;
  return world.data.find(isMeant)?.data.components;
}

/** What is to be read in a view: text, and what pictures and players are called. */
async function textIn(view: ComponentChildren): Promise<string> {
  const { html } = await prerender(h(Fragment, null, view));
  const labels = [...html.matchAll(/(?:alt|aria-label)="([^"]+)"/g)].map(([, label]) => label);
  const text = html.replaceAll(/<script.*?<\/script>|<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  return [text.trim(), ...labels].join(" ").trim();
}

test("the document has examples of messages, and the world the templates that they send", () => {
  expect(sent.length).toBeGreaterThan(50);
  for (const [, { value }] of sent) {
    if (value.type !== "template") continue;
    const { name, language } = value.template;
    expect([name, findTemplate(name, language.code)?.length ?? 0]).not.toEqual([name, 0]);
  }
});

test.each(sent)("the example %s of a business is shown, also in one line", async (_, { value }) => {
  const view = h(TemplatesContext.Provider, {
    value: findTemplate,
    children: h(BusinessContentView, { content: value }),
  });
  const text = await textIn(view);
  expect(text).not.toBe("");
  expect(text).not.toContain("undefined");
  expect(text).not.toContain("which the account does not have");
  const message: ChatMessage = { id: "1", time: 1, from: "business", status: "sent", content: value };
  expect(summaryOf(message)).toMatch(/\S/);
  expect(summaryOf(message)).not.toBe("Message");
});

const media = { id: "1", mime_type: "application/pdf" };

/** One of each kind that there is: the compiler says which is missing. */
const inbound: { [Type in CustomerContent["type"]]: Extract<CustomerContent, { type: Type }> } = {
  text: { type: "text", body: "Hello" },
  image: { type: "image", ...media },
  video: { type: "video", ...media },
  audio: { type: "audio", ...media, voice: true },
  document: { type: "document", ...media },
  sticker: { type: "sticker", ...media },
  reaction: { type: "reaction", message_id: "1" },
  button: { type: "button", text: "Yes" },
  location: { type: "location", latitude: 1, longitude: 2 },
  order: { type: "order", catalog_id: "1", product_items: [{ product_retailer_id: "beans" }] },
  edit: { type: "edit", original_message_id: "1" },
  revoke: { type: "revoke", original_message_id: "1" },
  contacts: { type: "contacts", contacts: [{}] },
  button_reply: { type: "button_reply", id: "yes" },
  list_reply: { type: "list_reply", id: "yes" },
  call_permission_reply: { type: "call_permission_reply", response: "reject" },
  payment_method: { type: "payment_method" },
  flow_reply: { type: "flow_reply", response: {} },
  address_reply: { type: "address_reply", response: {} },
  request_welcome: { type: "request_welcome" },
  system: { type: "system", system: { type: "user_changed_number" } },
  unsupported: { type: "unsupported" },
};

test.each(Object.values(inbound))("$type of a customer is shown, also in one line", async (content) => {
  const text = await textIn(h(CustomerContentView, { content }));
  expect(text).not.toBe("");
  expect(text).not.toContain("undefined");
  const message: ChatMessage = { id: "1", time: 1, from: "customer", isRead: false, content };
  expect(summaryOf(message)).toMatch(/\S/);
  expect(summaryOf(message)).not.toBe("Message");
});
