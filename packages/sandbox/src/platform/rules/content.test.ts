import { expect, test } from "vitest";
import type { CheckedRequest } from "../../server/validate.ts";
import { contextOf, failureOf } from "../../sandbox.test-support.ts";
import { putCustomer } from "../customer-nodes.ts";
import { putMedia } from "../media.ts";
import { createMessages } from "../messages.ts";
import { sentMessages } from "../sent-messages.ts";
import type { Template } from "../templates/template.ts";
import type { Data, World } from "../../world/world.ts";

const number = "108110225544001";
const day = 24 * 60 * 60; // seconds
const now = 1_795_602_960_000;

function start() {
  const context = contextOf({ now: () => now, rules: { customerServiceWindow: false, rateLimits: false } });
  const { world } = context;
  world.put("phone_number", "102290129340398", { status: "CONNECTED" }, number);
  const ada = putCustomer(world, { phoneNumber: "+15550123456" });
  const { handlers } = createMessages(context);
  function send(operation: string, body: object) {
    const request = { path: { phone_number_id: number }, query: {}, body: { to: "15550123456", ...body } };
    return handlers[operation]?.(request as CheckedRequest);
  }
  function arrive(id: string, content: object, time: number) {
    world.put("inbound_message", number, { id, customer: ada.id, content, time }, id);
  }
  return { world, send, arrive };
}

const language = { code: "en_US" };

function putTemplate(world: World, own: Partial<Template> | Data): void {
  const usual = { language: language.code, status: "APPROVED", category: "UTILITY", components: [] };
  world.put("template", "102290129340398", { ...usual, ...own });
}

test("a message goes by the category of its template, or by the operation for marketing messages", () => {
  const { world, send } = start();
  for (const category of ["MARKETING", "UTILITY"]) putTemplate(world, { name: category.toLowerCase(), category });
  const template = (name: string) => ({ type: "template", template: { name, language } });
  send("sendMarketingMessage", template("marketing"));
  send("sendMessage", template("marketing"));
  send("sendMessage", template("utility"));
  expect(sentMessages(world)).toMatchObject([
    { category: "marketing_lite" },
    { category: "marketing" },
    { category: "utility" },
  ]);
});

test.each([
  ["30 days old", { type: "text", body: "Hello" }, 30 * day, undefined],
  ["older than 30 days", { type: "text", body: "Hello" }, 30 * day + 1, "The message wamid.AA== is older than 30 days"],
  [
    "a reaction",
    { type: "reaction", message_id: "wamid.AB==", emoji: "👍" },
    60,
    "The message wamid.AA== is a reaction",
  ],
])("a reaction to a message that is %s", (_, content, age, details) => {
  const { world, send, arrive } = start();
  arrive("wamid.AA==", content, now / 1000 - age);
  send("sendMessage", { type: "reaction", reaction: { message_id: "wamid.AA==", emoji: "👍" } });
  const [sent] = sentMessages(world);
  expect(sent).toMatchObject(
    details === undefined ? { status: "delivered" } : { status: "failed", error: { code: 131009, details } },
  );
});

const image = (id: string) => ({ type: "image", image: { id } });
const card = (id: string) => ({ type: "cta_url", header: image(id), action: {} });

test.each([
  ["image.id", image("9")],
  ["interactive.header.image.id", { type: "interactive", interactive: { type: "button", header: image("9") } }],
  [
    "interactive.action.cards[1].header.image.id",
    { type: "interactive", interactive: { type: "carousel", action: { cards: [card("1"), card("9")] } } },
  ],
  [
    "template.components[0].parameters[0].image.id",
    {
      type: "template",
      template: { name: "one", language, components: [{ type: "header", parameters: [image("9")] }] },
    },
  ],
  [
    "template.components[0].cards[0].components[0].parameters[0].image.id",
    {
      type: "template",
      template: {
        name: "many",
        language,
        components: [
          { type: "carousel", cards: [{ card_index: 0, components: [{ type: "header", parameters: [image("9")] }] }] },
        ],
      },
    },
  ],
])("a file that does not exist is named at its place: %s", (place, message) => {
  const { world, send } = start();
  const components = [{ type: "HEADER", format: "IMAGE" }];
  putTemplate(world, { name: "one", components });
  putTemplate(world, { name: "many", components: [{ type: "CAROUSEL", cards: [{ components }] }] });
  const put = (id: string, size: number) =>
    putMedia(world, { id, phoneNumberId: number, type: "image/png", bytes: new Uint8Array(size) });
  put("1", 1);
  expect(failureOf(() => send("sendMessage", message))).toContain(`Param ${place} must be the id of a file`);
  put("9", 1);
  send("sendMessage", message);
  expect(sentMessages(world)).toMatchObject([{ status: "delivered" }]);
  put("9", 6 * 1_048_576);
  send("sendMessage", message);
  expect(sentMessages(world)[1]).toMatchObject({
    error: { code: 131053, details: `The file of ${place} may have 5242880 bytes, it has 6291456` },
  });
});

test("what a flow is opened with is not taken for a file", () => {
  const { send } = start();
  const parameters = { flow_action_payload: { data: image("9") } };
  expect(() =>
    send("sendMessage", { type: "interactive", interactive: { type: "flow", action: { parameters } } }),
  ).not.toThrow();
});
