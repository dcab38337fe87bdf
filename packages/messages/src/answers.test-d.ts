import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createMessagesClient, type Paths, type PathsByVersion } from "./index.ts";
import { send } from "./send.test-support.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const text = { messaging_product: "whatsapp", to: "+15550123456", type: "text", text: { body: "Hello" } } as const;
const receipt = {
  messaging_product: "whatsapp",
  status: "read",
  message_id: "wamid.HBgLMTU1NTAxMjM0NTYVAgAS",
} as const;

interface Sent {
  messaging_product?: "whatsapp";
  contacts: { input?: string; wa_id?: string; user_id?: string; parent_user_id?: string }[];
  messages: {
    id: string;
    group_id?: string;
    message_status?: "accepted" | "held_for_quality_assessment" | "paused" | (string & {});
  }[];
}

describe("sendMessage answers", () => {
  test("a sent message or the success of a read receipt", async () => {
    const answer = unwrap(await send(receipt));
    expectTypeOf(answer).toEqualTypeOf<Sent | { success: boolean }>();
  });

  test("nothing that could be read before telling the two apart", async () => {
    const answer = unwrap(await send(text));
    // @ts-expect-error
    answer.messages;
    // @ts-expect-error
    answer.success;
  });

  test("a sent message where there are messages", async () => {
    const answer = unwrap(await send(text));
    if ("messages" in answer) {
      expectTypeOf(answer).toEqualTypeOf<Sent>();
      expectTypeOf(answer.messages[0]?.id).toEqualTypeOf<string | undefined>();
      // @ts-expect-error
      answer.success;
    }
  });

  test("a receipt where there is success, and a sent message elsewhere", async () => {
    const answer = unwrap(await send(receipt));
    if ("success" in answer) {
      expectTypeOf(answer).toEqualTypeOf<{ success: boolean }>();
      // @ts-expect-error
      answer.messages;
    } else {
      expectTypeOf(answer).toEqualTypeOf<Sent>();
    }
  });

  test("states that a later version may add to", async () => {
    const answer = unwrap(await send(text));
    if (!("messages" in answer)) return;
    const [sent] = answer.messages;
    expectTypeOf<"A_STATE_ADDED_LATER">().toExtend<NonNullable<NonNullable<typeof sent>["message_status"]>>();
  });

  test("data or an error, told apart by either", async () => {
    const { data, error } = await client.POST("/{phone_number_id}/messages", { params, body: receipt });
    if (error) expectTypeOf(error.error.code).toEqualTypeOf<number>();
    else expectTypeOf(data).toEqualTypeOf<Sent | { success: boolean }>();
  });
});

describe("sendEncryptedMessage", () => {
  test("takes and answers ciphertext", async () => {
    const body = { messaging_product: "whatsapp", encrypted_contents: "eyJhbGciOiJSU0EtT0FFUC0yNTYifQ" } as const;
    const answer = unwrap(await client.POST("/{phone_number_id}/messages_encrypted", { params, body }));
    expectTypeOf(answer).toEqualTypeOf<{ encrypted_contents: string }>();
    // @ts-expect-error
    answer.messages;
  });

  test("takes no message in the clear", () => {
    client.POST("/{phone_number_id}/messages_encrypted", {
      params,
      // @ts-expect-error
      body: text,
    });
  });
});

test("every version sends alike", () => {
  type Sending = "/{phone_number_id}/messages" | "/{phone_number_id}/marketing_messages";
  expectTypeOf<Pick<PathsByVersion["v23.0"], Sending>>().toEqualTypeOf<Pick<Paths, Sending>>();
  expectTypeOf<Paths>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v26.0"]>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v24.0"]>().toEqualTypeOf<PathsByVersion["v23.0"]>();
});

test("only described versions can be asked for", () => {
  // @ts-expect-error
  createMessagesClient({ auth: "EAAB", version: "v22.0" });
});
