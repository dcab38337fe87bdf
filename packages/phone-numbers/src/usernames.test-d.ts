import { describe, expectTypeOf, test } from "vitest";
import {
  createPhoneNumbersClient,
  deleteContactBookEntry,
  deleteUsername,
  getUsername,
  getUsernameSuggestions,
  setUsername,
  syncBusinessAppData,
} from "./index.ts";

const client = createPhoneNumbersClient({ auth: "EAAB", ids: { phone_number_id: "108110225544001" } });
const username = "harbourcoffee";
const bsuid = "US.81602457713094425";

describe("a username", () => {
  test("is set, and moved from another number", async () => {
    const { status } = await setUsername(client, { username });
    expectTypeOf<"approved" | "reserved">().toExtend<typeof status>();
    setUsername(client, { username, transfer_action: "force_transfer" });
  });

  test("is not set without a name, by another property or moved in other words", () => {
    // @ts-expect-error: no name
    setUsername(client, {});
    // @ts-expect-error: no name, but a way to move it
    setUsername(client, { transfer_action: "none" });
    // @ts-expect-error: the property of profiles
    setUsername(client, { name: username });
    // @ts-expect-error: a switch
    setUsername(client, { username, transfer_action: true });
    // @ts-expect-error: half of the word
    setUsername(client, { username, transfer_action: "force" });
    // @ts-expect-error: in camel case
    setUsername(client, { username, transferAction: "force_transfer" });
  });

  test("may be missing, and is deleted as a whole", async () => {
    expectTypeOf((await getUsername(client)).username).toEqualTypeOf<string | undefined>();
    expectTypeOf((await deleteUsername(client)).success).toEqualTypeOf<boolean>();
    // @ts-expect-error: by its name
    deleteUsername(client, { username });
  });

  test("is suggested inside of two lists", async () => {
    const { data } = await getUsernameSuggestions(client);
    expectTypeOf(data[0]?.username_suggestions).toEqualTypeOf<string[] | undefined>();
    // @ts-expect-error: there are no pages
    getUsernameSuggestions(client, { limit: 5 });
  });
});

describe("an entry of the contact book", () => {
  test("is deleted by the user id", async () => {
    const { success, deleted } = await deleteContactBookEntry(client, { messaging_product: "whatsapp", bsuid });
    expectTypeOf([success, deleted]).toEqualTypeOf<boolean[]>();
  });

  test("is not deleted by a number, by another name of the id or by several", () => {
    // @ts-expect-error: nobody
    deleteContactBookEntry(client, { messaging_product: "whatsapp" });
    // @ts-expect-error: a number
    deleteContactBookEntry(client, { messaging_product: "whatsapp", wa_id: "14155550142" });
    // @ts-expect-error: the id by its name in webhooks
    deleteContactBookEntry(client, { messaging_product: "whatsapp", user_id: bsuid });
    // @ts-expect-error: a list
    deleteContactBookEntry(client, { messaging_product: "whatsapp", bsuid: [bsuid] });
  });
});

describe("a number that stays in the WhatsApp Business app", () => {
  test("has contacts and history, fetched one by one", async () => {
    syncBusinessAppData(client, { sync_type: "smb_app_state_sync" });
    const { request_id } = await syncBusinessAppData(client, { sync_type: "history" });
    expectTypeOf(request_id).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: neither
    syncBusinessAppData(client, {});
    // @ts-expect-error: contacts in plain words
    syncBusinessAppData(client, { sync_type: "contacts" });
    // @ts-expect-error: both at once
    syncBusinessAppData(client, { sync_type: ["smb_app_state_sync", "history"] });
    // @ts-expect-error: by the name of the property elsewhere
    syncBusinessAppData(client, { type: "history" });
  });
});
