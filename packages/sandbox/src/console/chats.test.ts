import { describe, expect, it } from "vitest";
import { putCustomer } from "../platform/customer-nodes.ts";
import { messageId } from "../platform/message-id.ts";
import { World } from "../world/world.ts";
import { listChats, readChat } from "./chats.ts";

const number = "108110225544001";

function start(most = 10_000) {
  const world = new World({ message: most, inbound_message: most });
  let last = 0;
  const ada = putCustomer(world, { phoneNumber: "15550123456", name: "Ada" });
  const mira = putCustomer(world, { userId: "GB.20881134566712093344" });
  return {
    world,
    ada: ada.id,
    mira: mira.id,
    /** A message of a customer. */
    wrote(customer: string, time: number, of = number): string {
      const id = messageId(String(++last));
      world.put("inbound_message", of, { id, customer, time, content: { type: "text", body: `${last}` } }, id);
      return id;
    },
    /** A message to a number or user id. */
    sent(to: string, time: number, more: object = {}): string {
      const id = messageId(String(++last));
      world.put("message", number, { id, to, time, status: "delivered", message: { type: "text" }, ...more }, id);
      return id;
    },
  };
}

describe("listChats()", () => {
  it("has none in a world without messages", () => {
    expect(listChats(start().world)).toEqual([]);
  });

  it("has one chat for each customer and number, with its last message, that of the newest first", () => {
    const { world, ada, mira, wrote, sent } = start();
    wrote(ada, 10);
    const first = wrote(mira, 30);
    const second = sent("15550123456", 20);
    const other = wrote(ada, 5, "another number");
    expect(listChats(world)).toEqual([
      expect.objectContaining({
        phoneNumberId: number,
        customerId: mira,
        last: expect.objectContaining({ id: first }),
      }),
      expect.objectContaining({
        phoneNumberId: number,
        customerId: ada,
        last: expect.objectContaining({ id: second }),
      }),
      expect.objectContaining({ phoneNumberId: "another number", last: expect.objectContaining({ id: other }) }),
    ]);
  });

  it("goes by the order in which messages of one second came", () => {
    const { world, ada, wrote, sent } = start();
    for (let count = 0; count < 12; count++) wrote(ada, 10); // 9 and 10 in another order than as texts
    const last = sent("15550123456", 10);
    expect(listChats(world)[0]?.last.id).toBe(last);
  });

  it("has a chat with a number that no customer has", () => {
    const { world, sent } = start();
    sent("15559999999", 10);
    expect(listChats(world)).toMatchObject([{ customerId: "15559999999" }]);
  });

  it("shows the last message that is still there", () => {
    const { world, ada, mira, wrote, sent } = start(2);
    const kept = sent("15550123456", 10);
    wrote(ada, 20);
    for (let count = 0; count < 2; count++) wrote(mira, 30);
    expect(listChats(world).map(({ customerId, last }) => [customerId, last.id])).toContainEqual([ada, kept]);
  });
});

describe("readChat()", () => {
  it("returns pages, the newest first, each with its oldest message first, and none twice", () => {
    const { world, ada, mira, wrote, sent } = start();
    const ids: string[] = [];
    for (let count = 0; count < 60; count++) {
      ids.push(wrote(ada, count), sent("15550123456", count));
      wrote(mira, count);
    }
    const pages: string[][] = [];
    let before: string | undefined;
    do {
      const page = readChat(world, number, ada, before);
      pages.push(page.data.map(({ id }) => id));
      ({ before } = page);
    } while (before !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(pages.toReversed().flat()).toEqual(ids);
  });

  it.each(["nobody", "__proto__", ""])("has nothing of %j", (customer) => {
    const { world, ada, wrote } = start();
    wrote(ada, 1);
    expect(readChat(world, number, customer)).toEqual({ data: [] });
  });

  it("has nothing before a message that is not there", () => {
    const { world, ada, wrote } = start();
    wrote(ada, 1);
    expect(readChat(world, number, ada, "wamid.none")).toEqual({ data: [] });
  });

  it("tells what a message answers, whether it was read, and why it failed", () => {
    const { world, ada, wrote, sent } = start();
    const question = wrote(ada, 1);
    const error = { code: 131047, title: "Re-engagement message" };
    sent("15550123456", 2, { status: "failed", error, message: { type: "text", context: { message_id: question } } });
    expect(readChat(world, number, ada).data).toMatchObject([
      { id: question, from: "customer", isRead: false },
      { from: "business", status: "failed", error, context: question },
    ]);
  });
});
