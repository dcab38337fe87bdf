import { describe, expectTypeOf, test } from "vitest";
import {
  createAdsClient,
  createDataset,
  createWelcomeMessageSequence,
  deleteWelcomeMessageSequence,
  editWelcomeMessageSequence,
  listWelcomeMessageSequences,
  sendConversionEvents,
} from "./index.ts";

const client = createAdsClient({ auth: "EAAB", ids: { waba_id: "102290129340398", dataset_id: "1184506293347751" } });

describe("a conversion event", () => {
  const ctwa_clid = "ARAkLkA8rmlFei";
  const whatsapp_business_account_id = "102290129340398";
  const event = {
    event_name: "Purchase",
    event_time: 1793865600,
    action_source: "business_messaging",
    messaging_channel: "whatsapp",
    user_data: { whatsapp_business_account_id, ctwa_clid },
  } as const;

  test("is one of a list, with a worth and the name of a partner or without", () => {
    sendConversionEvents(client, { data: [event] });
    const custom_data = { currency: "INR", value: 525 };
    sendConversionEvents(client, { data: [{ ...event, custom_data }], partner_agent: "northwind-chat" });
    // @ts-expect-error: on its own
    sendConversionEvents(client, { data: event });
  });

  test("says whose click it was", () => {
    // @ts-expect-error: no click
    sendConversionEvents(client, { data: [{ ...event, user_data: { whatsapp_business_account_id } }] });
    // @ts-expect-error: no account
    sendConversionEvents(client, { data: [{ ...event, user_data: { ctwa_clid } }] });
    // @ts-expect-error: the name of the id in paths
    sendConversionEvents(client, { data: [{ ...event, user_data: { waba_id: "102290129340398", ctwa_clid } }] });
    const { user_data: _, ...nobody } = event;
    // @ts-expect-error: nobody's
    sendConversionEvents(client, { data: [nobody] });
    const user_data = { whatsapp_business_account_id: 102290129340398, ctwa_clid };
    // @ts-expect-error: an account that is no string
    sendConversionEvents(client, { data: [{ ...event, user_data }] });
  });

  test("happened in a chat on WhatsApp", () => {
    // @ts-expect-error: on a website
    sendConversionEvents(client, { data: [{ ...event, action_source: "website" }] });
    // @ts-expect-error: short for it
    sendConversionEvents(client, { data: [{ ...event, action_source: "messaging" }] });
    // @ts-expect-error: on Messenger
    sendConversionEvents(client, { data: [{ ...event, messaging_channel: "messenger" }] });
    const { messaging_channel: _, ...somewhere } = event;
    // @ts-expect-error: somewhere
    sendConversionEvents(client, { data: [somewhere] });
  });

  test("has a name that is taken in chats", () => {
    sendConversionEvents(client, { data: [{ ...event, event_name: "LeadSubmitted" }] });
    // @ts-expect-error: its name on websites
    sendConversionEvents(client, { data: [{ ...event, event_name: "Lead" }] });
    // @ts-expect-error: a name of one's own
    sendConversionEvents(client, { data: [{ ...event, event_name: "Tasting" }] });
  });

  test("has a time in seconds", () => {
    // @ts-expect-error: as text
    sendConversionEvents(client, { data: [{ ...event, event_time: "2026-11-05T08:00:00Z" }] });
    // @ts-expect-error: a date
    sendConversionEvents(client, { data: [{ ...event, event_time: new Date() }] });
  });

  test("has a worth that is a number", () => {
    // @ts-expect-error: text
    sendConversionEvents(client, { data: [{ ...event, custom_data: { currency: "INR", value: "525" } }] });
    // @ts-expect-error: as in an order
    sendConversionEvents(client, { data: [{ ...event, custom_data: { amount: { value: 52500, offset: 100 } } }] });
  });
});

describe("a welcome message sequence", () => {
  const welcome_message_sequence = { text: "Hello!", ice_breakers: [{ title: "Do you deliver?" }] };

  test("is stored with a name and content", async () => {
    const created = await createWelcomeMessageSequence(client, { name: "Autumn beans", welcome_message_sequence });
    expectTypeOf(created).toEqualTypeOf<{ sequence_id: string }>();
    // @ts-expect-error: no content
    createWelcomeMessageSequence(client, { name: "Autumn beans" });
    // @ts-expect-error: an id, which would change another sequence
    createWelcomeMessageSequence(client, { sequence_id: "318840275", name: "Autumn beans", welcome_message_sequence });
    const bare = { text: "Hello!", ice_breakers: ["Do you deliver?"] };
    // @ts-expect-error: questions that are bare text
    createWelcomeMessageSequence(client, { name: "Autumn beans", welcome_message_sequence: bare });
    const prefilled = { text: "Hello!", autofill_message: "I saw your beans" };
    // @ts-expect-error: a text to send that is bare
    createWelcomeMessageSequence(client, { name: "Autumn beans", welcome_message_sequence: prefilled });
  });

  test("is changed by its id, in part", async () => {
    const { success } = await editWelcomeMessageSequence(client, { sequence_id: "318840275", name: "Winter beans" });
    expectTypeOf(success).toEqualTypeOf<boolean>();
    editWelcomeMessageSequence(client, { sequence_id: "318840275", welcome_message_sequence });
    // @ts-expect-error: no id, which would store another one
    editWelcomeMessageSequence(client, { name: "Winter beans" });
  });

  test("is sent as JSON by path too", () => {
    const params = { path: { waba_id: "102290129340398" } };
    const path = "/{waba_id}/welcome_message_sequences";
    client.POST(path, { params, body: { name: "Tasting", welcome_message_sequence } });
    // @ts-expect-error: with content as JSON text, which only forms take
    client.POST(path, { params, body: { name: "Tasting", welcome_message_sequence: '{"text":"Hello!"}' } });
  });

  test("is deleted by its id", () => {
    deleteWelcomeMessageSequence(client, { sequence_id: "318840275" });
    // @ts-expect-error: all of them
    deleteWelcomeMessageSequence(client);
    // @ts-expect-error: by its name
    deleteWelcomeMessageSequence(client, { name: "Tasting" });
  });

  test("is listed by pages, with content that may be JSON text", async () => {
    for await (const sequence of listWelcomeMessageSequences(client)) {
      expectTypeOf(sequence.sequence_id).toEqualTypeOf<string | undefined>();
      // @ts-expect-error: it may be text
      void sequence.welcome_message_sequence?.text;
    }
  });
});

test("a dataset needs no name", async () => {
  const { id } = await createDataset(client);
  expectTypeOf(id).toEqualTypeOf<string>();
  createDataset(client, { dataset_name: "Harbour Coffee chats" });
  // @ts-expect-error: a misspelt one
  createDataset(client, { name: "Harbour Coffee chats" });
});
