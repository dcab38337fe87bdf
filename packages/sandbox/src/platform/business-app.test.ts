import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { call } = await shareSandbox();

function sync(sync_type: string, number = "108110225544001") {
  return call("POST", `/${number}/smb_app_data`, { body: { messaging_product: "whatsapp", sync_type } });
}

test("contacts and chats can be asked for once each, by number", async () => {
  expect((await sync("history")).body["request_id"]).toEqual(expect.any(String));
  expect(await sync("history")).toMatchObject({ status: 400, body: { error: { code: 2_593_107 } } });
  expect((await sync("smb_app_state_sync")).status).toBe(200);
  expect((await sync("history", "108110225544002")).status).toBe(200);
});
