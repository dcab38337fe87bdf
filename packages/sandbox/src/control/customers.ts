import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { CustomerIdentity } from "../platform/customer-nodes.ts";
import type { Customer, CustomerProfile, InChat } from "../platform/customer-types.ts";
import { BoundedMap } from "../server/bounded-map.ts";
import { limits } from "../server/limits.ts";
import { readInbound } from "../webhooks/inbound-schema.ts";
import { readFields } from "./read-fields.ts";
import { problem, readBody, readJson, readWhole } from "./requests.ts";

/** What the routes of customers can do. */
export interface CustomerControls {
  /** Throws TypeError if nobody can have the identity. */
  customer(identity: CustomerIdentity): Customer;
  customers(): CustomerProfile[];
}

const longestWait = 60_000; // ms

/** What is done in a chat, without an answer of its own. */
const actions = {
  block: (customer: Customer, chat: InChat) => customer.block(chat),
  unblock: (customer: Customer, chat: InChat) => customer.unblock(chat),
  leave: (customer: Customer) => customer.leave(),
  join: (customer: Customer) => customer.join(),
  read: (customer: Customer, chat: InChat) => customer.read(chat),
};

/** What is done about a call. */
const callActions = {
  answer: (customer: Customer, call: { id: string }) => customer.answer(call),
  decline: (customer: Customer, call: { id: string }) => customer.decline(call),
  "hang-up": (customer: Customer, call: { id: string }) => customer.hangUp(call),
};

/** Routes that write, wait and act as customers, and who is meant by `:id`. `clear` forgets which messages were returned to whom. */
export function createCustomerRoutes(controls: CustomerControls) {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  /** Who was named since the last reset: each remembers which messages were returned. */
  const customers = new BoundedMap<string, Customer>({ entries: limits.entries });

  function customerOf(context: Context): Customer {
    const identity = identityOf(context);
    const key = identity.phoneNumber?.replaceAll(/\D/g, "") ?? identity.userId ?? "";
    const customer = customers.get(key) ?? controls.customer(identity);
    customers.set(key, customer);
    return customer;
  }

  routes.get("/", (context) => context.json({ data: controls.customers().map(shown) }));

  routes.get("/:id", (context) => {
    const { phoneNumber, userId } = identityOf(context);
    const waId = phoneNumber?.replaceAll(/\D/g, "");
    const known = controls.customers().find((one) => (waId === undefined ? one.userId === userId : one.waId === waId));
    if (known) return context.json(shown(known));
    return context.json(problem(`Cannot return the customer ${waId ?? userId}: nobody is known by that`), 404);
  });

  routes.post("/:id", async (context) => {
    const { phone_number, user_id, name, username } = readFields(await readBody(context), {
      phone_number: "string",
      user_id: "string",
      name: "string",
      username: "string",
    });
    const known = identityOf(context);
    const { phoneNumber = phone_number, userId = user_id } = known;
    return context.json(shown(controls.customer({ phoneNumber, userId, name, username })));
  });

  routes.post("/:id/messages", async (context) => {
    const { content, ...sending } = readInbound(await readBody(context));
    return context.json(await customerOf(context).send(content, sending));
  });

  routes.get("/:id/inbox", async (context) => {
    const count = readWhole(context, "count", 1, limits.entries) ?? 1;
    const timeout = readWhole(context, "timeout", 0, longestWait) ?? 5000;
    const { signal } = context.req.raw;
    const customer = customerOf(context);
    try {
      return context.json({ data: await customer.inbox({ count, timeout, signal }) });
    } catch (error) {
      return context.json(problem(error instanceof Error ? error.message : String(error)), 404);
    }
  });

  routes.get("/:id/chat", (context) => {
    const phoneNumberId = context.req.query("phone_number_id");
    return context.json(customerOf(context).chat(phoneNumberId === undefined ? {} : { phoneNumberId }));
  });

  routes.post("/:id/press", async (context) => {
    const fields = { message_id: "string", button: "string" } as const;
    const { message_id = "", button: name } = readFields(await readBody(context), fields, ["message_id", "button"]);
    const customer = customerOf(context);
    const message = customer.received().find(({ id }) => id === message_id);
    const button = message?.buttons.find(({ id, title }) => id === name || title === name);
    if (!button)
      throw new TypeError(`Cannot press ${name}: the customer got no message ${message_id} with such a button`);
    return context.json(await customer.press(button));
  });

  routes.post("/:id/complete", async (context) => {
    const fields = { message_id: "string", response: "object" } as const;
    const { message_id: id = "", response = {} } = readFields(await readBody(context), fields, ["message_id"]);
    return context.json(await customerOf(context).complete({ id }, response));
  });

  routes.post("/:id/call", async (context) => {
    const fields = { phone_number_id: "string", payload: "string" } as const;
    const { phone_number_id, payload } = readFields(await readJson(context), fields);
    return context.json(
      await customerOf(context).call({
        ...(phone_number_id !== undefined && { phoneNumberId: phone_number_id }),
        ...(payload !== undefined && { payload }),
      }),
    );
  });

  routes.get("/:id/calls", (context) => context.json({ data: customerOf(context).calls() }));

  for (const [name, act] of Object.entries(callActions)) {
    routes.post(`/:id/calls/:call/${name}`, async (context) => {
      await readJson(context);
      return context.json(await act(customerOf(context), { id: context.req.param("call") }));
    });
  }

  routes.post("/:id/play", async (context) => {
    const { message_id: id = "" } = readFields(await readBody(context), { message_id: "string" }, ["message_id"]);
    customerOf(context).play({ id });
    return context.json({ success: true });
  });

  routes.post("/:id/stop-marketing", async (context) => {
    const chat = await readChat(context);
    return context.json({ deliveries: await customerOf(context).stopMarketing(chat) });
  });

  routes.post("/:id/resume-marketing", async (context) => {
    const chat = await readChat(context);
    return context.json({ deliveries: await customerOf(context).resumeMarketing(chat) });
  });

  routes.post("/:id/limit-marketing", async (context) => {
    const { is_limited = true } = readFields(await readJson(context), { is_limited: "boolean" });
    customerOf(context).limitMarketing(is_limited);
    return context.json({ success: true });
  });

  routes.post("/:id/change-number", async (context) => {
    const fields = { phone_number: "string", user_id: "string" } as const;
    const { phone_number = "", user_id } = readFields(await readBody(context), fields, ["phone_number"]);
    const customer = customerOf(context);
    const deliveries = await customer.changeNumber(phone_number, user_id === undefined ? {} : { userId: user_id });
    customers.clear(); // the same names may now stand for others
    return context.json({ deliveries });
  });

  for (const [name, act] of Object.entries(actions)) {
    routes.post(`/:id/${name}`, async (context) => {
      const chat = await readChat(context);
      act(customerOf(context), chat);
      return context.json({ success: true });
    });
  }

  return { routes, customerOf, clear: () => customers.clear() };
}

/** Digits are a phone number, all else is a user id. */
function identityOf(context: Context): CustomerIdentity {
  const name = context.req.param("id") ?? "";
  return /^\+?[\d\s().-]+$/.test(name) ? { phoneNumber: name } : { userId: name };
}

async function readChat(context: Context): Promise<InChat> {
  const { phone_number_id } = readFields(await readJson(context), { phone_number_id: "string" });
  return phone_number_id === undefined ? {} : { phoneNumberId: phone_number_id };
}

function shown({ waId, userId, name, username }: CustomerProfile): object {
  return { wa_id: waId, user_id: userId, name, username };
}
