import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox({ rules: { customerServiceWindow: false } });
const number = "/108110225544001";

interface Entry {
  id: string;
  message_id: string;
}

async function send() {
  const body = { messaging_product: "whatsapp", to: "15550123456", type: "text", text: { body: "Ready" } };
  return ((await call("POST", `${number}/messages`, { body })).body["messages"] as { id: string }[])[0]?.id ?? "";
}

async function entriesOf(query = "") {
  return (await call("GET", `${number}/message_history?${query}`)).body["data"] as Entry[];
}

test("a message that was sent is in the history, newest first, also found by its id", async () => {
  const [first, second] = [await send(), await send()];
  expect((await entriesOf()).slice(0, 2).map(({ message_id }) => message_id)).toEqual([second, first]);
  expect(await entriesOf(`message_id=${encodeURIComponent(first)}`)).toMatchObject([{ message_id: first }]);
});

test.each([
  ["v23.0", "status_filter"],
  ["v25.0", "delivery_status"],
])("the stages of a message are listed in %s, all or by %s", async (version, filter) => {
  await send();
  const [entry] = await entriesOf();
  const stages = async (query = "") => {
    const { body } = await call("GET", `/${entry?.id}/events?${query}`, { version });
    return (body["data"] as { node: { delivery_status: string } }[]).map(({ node }) => node.delivery_status);
  };
  expect(await stages()).toEqual(["ACCEPTED", "SENT", "DELIVERED"]);
  expect(await stages(`${filter}=SENT`)).toEqual(["SENT"]);
  sandbox.customer("15550123456").read();
  expect(await stages(`${filter}=READ`)).toEqual(["READ"]);
});

test("an entry that stands for no message is rejected", async () => {
  expect(await call("GET", "/1000000000000001/events")).toMatchObject({
    status: 400,
    body: { error: { code: 100, error_subcode: 33 } },
  });
});
