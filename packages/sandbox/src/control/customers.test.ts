import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";

const { sandbox, call } = await shareSandbox();
const ada = "customers/15550123456";

async function control(method: string, path: string, body?: unknown) {
  const headers = { "content-type": "application/json" };
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, { method, ...sent });
  return { status: response.status, body: await response.json() };
}

async function send(message: object): Promise<string> {
  const { body } = await call("POST", "/108110225544001/messages", {
    body: { messaging_product: "whatsapp", to: "15550123456", ...message },
  });
  return (body["messages"] as { id: string }[])[0]?.id ?? "";
}

const hello = { type: "text", body: "Hello" };
const template = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } };

const winterSale = { name: "winter_sale", language: { code: "en_US" } };

/** The value of the last webhook, which fits its document. */
function lastTold() {
  const { body } = sandbox.webhooks.at(-1) ?? { body: "{}" };
  expect(schemaProblems(body)).toEqual([]);
  return JSON.parse(body).entry[0].changes[0].value;
}

test("customers are listed, and what is known of them is kept", async () => {
  expect((await control("GET", "customers")).body.data).toEqual([
    { wa_id: "15550123456", user_id: "US.13491208655302741918", name: "Ada" },
    { user_id: "GB.20881134566712093344", name: "Mira Lund", username: "mira.lund" },
  ]);
  const bea = { name: "Bea", username: "bea", user_id: "GB.71630029984415570126" };
  expect((await control("POST", "customers/442079460999", bea)).body).toEqual({ wa_id: "442079460999", ...bea });
  await control("POST", "customers/GB.71630029984415570126/messages", hello);
  expect(lastTold()).toMatchObject({
    contacts: [
      { wa_id: "442079460999", user_id: "GB.71630029984415570126", profile: { name: "Bea", username: "bea" } },
    ],
  });
  expect(sandbox.customers()).toHaveLength(3);
  sandbox.reset();
  expect(sandbox.customers()).toHaveLength(2);
});

test("somebody new is called by the number until there is a name", async () => {
  const path = "customers/442079460998";
  expect(await control("GET", path)).toMatchObject({ status: 404 });
  await control("POST", `${path}/messages`, hello);
  expect((await control("GET", path)).body).toMatchObject({ name: "+442079460998" });
});

test("buttons are pressed by their id or title, and flows completed", async () => {
  await control("POST", `${ada}/messages`, hello);
  const buttons = [{ type: "reply", reply: { id: "yes", title: "Yes, please" } }];
  const interactive = { type: "button", body: { text: "Well?" }, action: { buttons } };
  const message_id = await send({ type: "interactive", interactive });
  for (const button of ["yes", "Yes, please"]) {
    expect(await control("POST", `${ada}/press`, { message_id, button })).toMatchObject({ status: 200 });
    expect(lastTold().messages).toMatchObject([
      { interactive: { button_reply: { id: "yes", title: "Yes, please" } }, context: { id: message_id } },
    ]);
  }
  expect(await control("POST", `${ada}/press`, { message_id, button: "no" })).toMatchObject({ status: 400 });
  const parameters = { flow_message_version: "3", flow_id: "1", flow_cta: "Book", flow_token: "booking-1" };
  const flow = { type: "flow", body: { text: "Book" }, action: { name: "flow", parameters } };
  const flowId = await send({ type: "interactive", interactive: flow });
  await control("POST", `${ada}/complete`, { message_id: flowId, response: { day: "Tuesday" } });
  const { response_json } = lastTold().messages[0].interactive.nfm_reply;
  expect(JSON.parse(response_json)).toEqual({ flow_token: "booking-1", day: "Tuesday" });
  expect(await control("POST", `${ada}/complete`, { message_id })).toMatchObject({ status: 400 });
});

test("an advertisement, a forward and a group are said with the message", async () => {
  const referral = { source_type: "ad", source_id: "120210", headline: "Fresh beans" };
  await control("POST", `${ada}/messages`, { ...hello, referral, context: { forwarded: true } });
  expect(lastTold().messages).toMatchObject([{ referral, context: { forwarded: true } }]);
  expect(await control("POST", `${ada}/messages`, { ...hello, referral: { colour: "blue" } })).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining("referral.colour") } },
  });
  expect(await control("POST", `${ada}/messages`, { ...hello, group_id: "G" })).toMatchObject({ status: 400 });
});

const media = { id: "1037543291543636", mime_type: "image/jpeg", sha256: "x" };
const order = { product_retailer_id: "helmet-m", quantity: 1, item_price: 20, currency: "USD" };
const kinds: [object, string][] = [
  [{ type: "text", body: "Hello" }, "text"],
  [{ type: "image", ...media, caption: "Look" }, "image"],
  [{ type: "video", ...media, mime_type: "video/mp4" }, "video"],
  [{ type: "audio", ...media, mime_type: "audio/ogg", voice: true }, "audio"],
  [{ type: "document", ...media, mime_type: "application/pdf", filename: "bill.pdf" }, "document"],
  [{ type: "sticker", ...media, mime_type: "image/webp", animated: true }, "sticker"],
  [{ type: "location", latitude: 37.8, longitude: -122.3 }, "location"],
  [{ type: "contacts", contacts: [{ name: { formatted_name: "Tomas Reyes" } }] }, "contacts"],
  [{ type: "order", catalog_id: "367025965434465", product_items: [order] }, "order"],
  [{ type: "reaction", message_id: "wamid.AA==", emoji: "👍" }, "reaction"],
  [{ type: "button", payload: "keep", text: "Keep it" }, "button"],
  [{ type: "button_reply", id: "yes", title: "Yes" }, "interactive"],
  [{ type: "list_reply", id: "eggs", title: "Eggs" }, "interactive"],
  [{ type: "flow_reply", response: { flow_token: "t" } }, "interactive"],
  [{ type: "address_reply", response: { city: "Mumbai" } }, "interactive"],
  [{ type: "call_permission_reply", response: "accept", is_permanent: true }, "interactive"],
  [{ type: "payment_method", payment_method: "offsite_card_pay" }, "interactive"],
  [{ type: "edit", original_message_id: "wamid.AA==", message: { type: "text", text: { body: "Hi" } } }, "edit"],
  [{ type: "revoke", original_message_id: "wamid.AA==" }, "revoke"],
  [{ type: "unsupported", kind: "poll_creation" }, "unsupported"],
  [{ type: "system", system: { type: "user_identity_changed", identity: "h" } }, "system"],
  [{ type: "request_welcome" }, "request_welcome"],
  [{ type: "text", body: "Look", context: { frequently_forwarded: true } }, "text"],
];

test.each(kinds)("a customer sends %j", async (message, type) => {
  expect((await control("POST", `${ada}/messages`, message)).status).toBe(200);
  expect(lastTold().messages).toMatchObject([{ type, from: "15550123456" }]);
  await send({ text: { body: "Thanks" } });
  // the window opens with all that a customer says or does
  expect(sandbox.sent[0]?.status).toBe(type === "system" ? "failed" : "delivered");
});

test("the chat shows what was sent, read and is being written", async () => {
  const { body } = await control("POST", `${ada}/messages`, hello);
  await call("POST", "/108110225544001/messages", {
    body: { messaging_product: "whatsapp", status: "read", message_id: body.id, typing_indicator: { type: "text" } },
  });
  const chat = await control("GET", `${ada}/chat?phone_number_id=108110225544001`);
  expect(chat.body).toMatchObject({ isTyping: true });
  expect(chat.body.messages.at(-1)).toMatchObject({ from: "customer", id: body.id, isRead: true });
});

describe("what the business sends fails after", () => {
  test.each([
    ["block", "unblock", 131026],
    ["leave", "join", 131026],
  ])("%s, until %s", async (name, back, code) => {
    expect(await control("POST", `${ada}/${name}`)).toEqual({ status: 200, body: { success: true } });
    await send(template);
    expect(sandbox.sent.at(-1)).toMatchObject({ status: "failed", error: { code } });
    await control("POST", `${ada}/${back}`);
    await send(template);
    expect(sandbox.sent.at(-1)).toMatchObject({ status: "delivered" });
  });

  test.each(["account", "group"])("its %s may not send", async (what) => {
    const [path, body, undo, code] =
      what === "account"
        ? ["accounts/102290129340398/restrict", { restrictions: [{ type: "SPAM" }] }, { restrictions: [] }, 368]
        : ["groups/HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0/suspend", {}, { is_suspended: false }, 131207];
    const message =
      what === "account" ? template : { text: { body: "Hi" }, recipient_type: "group", to: path.split("/")[1] };
    const sendIt = async () =>
      call("POST", "/108110225544001/messages", {
        body: { messaging_product: "whatsapp", to: "15550123456", ...message },
      });
    await control("POST", path, body);
    expect((await sendIt()).body).toMatchObject({ error: { code } });
    await control("POST", path, undo);
    expect((await sendIt()).status).toBe(200);
  });
});

test("marketing is stopped, resumed and limited", async () => {
  const { body } = await control("POST", `${ada}/stop-marketing`);
  expect(body).toMatchObject({ deliveries: [{ fields: ["user_preferences"] }] });
  expect(lastTold().user_preferences).toMatchObject([{ value: "stop", wa_id: "15550123456" }]);
  await control("POST", `${ada}/resume-marketing`);
  expect(lastTold().user_preferences).toMatchObject([{ value: "resume" }]);
  const advertise = () =>
    call("POST", "/108110225544001/marketing_messages", {
      body: { messaging_product: "whatsapp", to: "15550123456", type: "template", template: winterSale },
    });
  await control("POST", `${ada}/limit-marketing`);
  await advertise();
  expect(sandbox.sent.at(-1)).toMatchObject({ status: "failed", error: { code: 131049 } });
  await control("POST", `${ada}/limit-marketing`, { is_limited: false });
  await advertise();
  expect(sandbox.sent.at(-1)).toMatchObject({ status: "delivered" });
});

test("a changed number is told, and the customer is found by the new one alone", async () => {
  await control("POST", `${ada}/messages`, hello);
  await control("POST", `${ada}/change-number`, { phone_number: "+15550199999" });
  expect(lastTold().messages).toMatchObject([
    { from: "15550123456", type: "system", system: { type: "user_changed_number", wa_id: "15550199999" } },
  ]);
  expect((await control("GET", "customers/15550199999")).body).toMatchObject({ name: "Ada" });
  expect(await control("GET", ada)).toMatchObject({ status: 404 });
});

test.each([
  ["customers/abc", { name: "Bea" }, "abc is not a user id"],
  ["customers/15550123456", { name: 7 }, "name must be a string"],
  ["customers/15550123456", { colour: "blue" }, "colour"],
  ["customers/15550123456", [], "must be a JSON object"],
  ["customers/15550123456", { user_id: "GB.20881134566712093344" }, "are two customers"],
  ["customers/15550123456/change-number", {}, "phone_number is required"],
  ["customers/15550123456/change-number", { phone_number: "17" }, "17 is not a number with country code"],
  ["customers/GB.20881134566712093344/change-number", { phone_number: "+15550199999" }, "does not know one"],
  ["customers/15550123456", { name: "A".repeat(257) }, "name must have 1 to 256 characters"],
  ["customers/15550123456", { username: "" }, "username must have 1 to 256 characters"],
  ["customers/15550123456/play", { message_id: "x" }, "Cannot play x: the customer got no such message"],
  ["customers/15550123456/press", { message_id: "x" }, "button is required"],
  ["customers/15550123456/limit-marketing", { is_limited: "yes" }, "is_limited must be a boolean"],
  ["groups/1/suspend", {}, "there is no such group"],
])("reject POST %s with %j", async (path, body, message) => {
  const before = sandbox.customers();
  expect(await control("POST", path, body)).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining(message) } },
  });
  expect(sandbox.customers()).toEqual(before);
});
