// Compiles only if every mistake in it is an error: the installed packages have types, not `any`.
import { createMessagesClient, sendMessage } from "@openwaba/messages";
import { createPreverifiedNumbersClient, listPreverifiedNumbers } from "@openwaba/preverified-numbers";
import { type GraphVersion, paginate } from "@openwaba/runtime";

const numbers = createPreverifiedNumbersClient({ auth: "EAAB" });
const messages = createMessagesClient({ auth: "EAAB" });
const params = { path: { business_id: "506914307656634" } };

export async function makeMistakes(): Promise<void> {
  // @ts-expect-error a path that does not exist
  await numbers.GET("/{business_id}/preverified_number", { params });
  // @ts-expect-error a path without its id
  await numbers.GET("/{business_id}/preverified_numbers", { params: { path: {} } });
  // @ts-expect-error a method that the path does not have
  await numbers.PUT("/{business_id}/preverified_numbers", { params });
  // @ts-expect-error a field that does not exist
  await numbers.GET("/{business_id}/preverified_numbers", { params: { ...params, query: { fields: ["colour"] } } });

  const list = paginate(numbers, "/{business_id}/preverified_numbers", {
    params: { ...params, query: { fields: ["phone_number"] } },
  });
  for await (const number of list) {
    const text: string | undefined = number.phone_number;
    // @ts-expect-error a string is not a number
    const count: number | undefined = number.phone_number;
    // @ts-expect-error a field that was not selected
    console.log(text, count, number.code_verification_status);
  }

  const selected = await listPreverifiedNumbers(numbers, { business_id: "1", fields: ["phone_number"] });
  // @ts-expect-error a field that was not selected
  console.log(selected.data[0]?.code_verification_status);
  // @ts-expect-error a message without a recipient
  await sendMessage(messages, { phone_number_id: "108110225544001", text: { body: "Hello" } });
  // @ts-expect-error a client that sends no messages
  await sendMessage(numbers, { phone_number_id: "108110225544001", to: "+15550123456", text: { body: "Hello" } });

  const path = { phone_number_id: "108110225544001" };
  const to = { messaging_product: "whatsapp", to: "+15550123456" } as const;
  await messages.POST("/{phone_number_id}/messages", {
    params: { path },
    body: { ...to, type: "text", text: { body: "Hello" } },
  });
  await messages.POST("/{phone_number_id}/messages", {
    params: { path },
    // @ts-expect-error content of one type in a message of another type
    body: { ...to, type: "text", image: { id: "1" } },
  });
}

// @ts-expect-error a version that is not supported
export const version: GraphVersion = "v1.0";
