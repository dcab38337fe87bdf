import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { createFileRoutes } from "../control/files.ts";
import { createSnapshotRoutes } from "../control/snapshot.ts";
import type { Customer, CustomerIdentity } from "../platform/customers.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import type { Handshake } from "../webhooks/handshake.ts";
import { type ActionControls, actionNames, createActionRoutes } from "../control/actions.ts";
import { readInbound } from "../webhooks/inbound-schema.ts";
import { BoundedMap } from "./bounded-map.ts";
import { arriving, ConnectionLost, readText } from "./body.ts";
import { closingResponse } from "./closing-response.ts";
import { GraphFailure } from "./errors.ts";
import { parseJson } from "./json.ts";
import { limits } from "./limits.ts";
import { namesOwnHost } from "./own-host.ts";

/** What the control routes can do with a sandbox. */
export interface Controls extends ActionControls {
  codeFor(numberId: string): string | undefined;
  /** Throws TypeError if the fault is invalid. */
  inject(fault: unknown): void;
  reset(): void;
  snapshot(): object;
  /** Throws TypeError if it is no snapshot. */
  restore(snapshot: unknown): void;
  readonly calls: readonly object[];
  readonly warnings: readonly object[];
  readonly sent: readonly object[];
  readonly webhooks: readonly object[];
  /** Throws TypeError if nobody can have the identity. */
  customer(identity: CustomerIdentity): Customer;
  /** Throws TypeError if it cannot be sent again. */
  redeliver(id: string): Promise<WebhookDelivery>;
  /** Throws TypeError without a webhook. */
  verifyWebhook(): Promise<Handshake>;
}

const routeNames =
  "GET codes/{id}, POST customers/{id}/messages, GET customers/{id}/inbox, POST customers/{id}/read, " +
  "POST customers/{id}/files, GET customers/{id}/files/{message id}, GET sent, GET webhooks, " +
  "POST webhooks/{id}/redeliver, POST webhooks/verify, POST faults, POST reset, POST events, " +
  `${actionNames.map((name) => `POST ${name}, `).join("")}GET snapshot, PUT snapshot, GET calls and GET warnings`;

const longestWait = 60_000; // ms

/**
 * Routes for tests in other languages, without a token. They reject requests of other sites' pages in a browser on this
 * machine, by their `Origin`, or by a `Host` that was made to resolve to this server (DNS rebinding), and bodies that
 * are not JSON. `host` is the name or address that the server listens on, `publicUrl` where others reach it.
 */
export function createControl(controls: Controls, host: string, publicUrl?: string): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  /** Who was named since the last reset: each remembers which messages were returned. */
  const customers = new BoundedMap<string, Customer>({ entries: limits.entries });

  /** Digits are a phone number, all else is a user id. */
  function customerOf(context: Context): Customer {
    const name = context.req.param("id") ?? "";
    const isNumber = /^\+?[\d\s().-]+$/.test(name);
    const key = isNumber ? name.replaceAll(/\D/g, "") : name;
    const customer = customers.get(key) ?? controls.customer(isNumber ? { phoneNumber: name } : { userId: name });
    customers.set(key, customer);
    return customer;
  }

  const publicHost = publicUrl && new URL(publicUrl).hostname.replaceAll(/[[\]]/g, "");
  routes.use(async (context, next) => {
    const { url, headers } = context.req.raw;
    const hosts = [host, publicHost, context.env?.incoming?.socket.localAddress];
    const named = headers.get("host");
    if (![url, ...(named === null ? [] : [`http://${named}`])].every((address) => namesOwnHost(address, hosts))) {
      throw rejected(403, `the Host header must be loopback or ${host}, got ${named}`);
    }
    const origin = headers.get("origin");
    if (origin !== null && !namesOwnHost(origin, hosts)) {
      throw rejected(403, `cross-site requests are rejected, the Origin header is ${origin}`);
    }
    await next();
  });

  routes.get("/codes/:id", (context) => {
    const id = context.req.param("id");
    const code = controls.codeFor(id);
    if (code !== undefined) return context.json({ code });
    return context.json(
      problem(`Cannot return the code of ${id}: none was requested, or the number does not exist`),
      404,
    );
  });

  routes.post("/faults", async (context) => {
    controls.inject(await readBody(context));
    return context.json({ success: true });
  });

  routes.post("/reset", async (context) => {
    await readJson(context);
    customers.clear();
    controls.reset();
    return context.json({ success: true });
  });

  for (const name of ["calls", "sent", "warnings", "webhooks"] as const)
    routes.get(`/${name}`, (context) => context.json({ data: controls[name] }));

  routes.post("/customers/:id/messages", async (context) => {
    const { content, ...sending } = readInbound(await readBody(context));
    return context.json(await customerOf(context).send(content, sending));
  });

  routes.get("/customers/:id/inbox", async (context) => {
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

  routes.post("/customers/:id/read", async (context) => {
    await readJson(context);
    customerOf(context).read();
    return context.json({ success: true });
  });

  routes.route("/", createFileRoutes(customerOf));
  routes.route(
    "/",
    createSnapshotRoutes(controls.snapshot, (snapshot) => {
      controls.restore(snapshot);
      customers.clear();
    }),
  );

  routes.post("/webhooks/verify", async (context) => {
    await readJson(context);
    return context.json(await controls.verifyWebhook());
  });

  routes.post("/webhooks/:id/redeliver", async (context) => {
    await readJson(context);
    return context.json(await controls.redeliver(context.req.param("id")));
  });

  routes.route("/", createActionRoutes(controls, readJson));

  routes.all("*", (context) =>
    context.json(problem(`Cannot ${context.req.method} ${context.req.path}: the routes are ${routeNames}`), 400),
  );

  routes.onError((error, context) => {
    const { req } = context;
    if (error instanceof ConnectionLost) return new Response(null, { status: 400 });
    if (error instanceof TypeError) return context.json(problem(error.message), 400);
    if (!(error instanceof GraphFailure)) throw error;
    const text = JSON.stringify(problem(`Cannot ${req.method} ${req.path}: ${error.message.replace("(#100) ", "")}`));
    const init = { status: error.status, headers: { "content-type": "application/json" } };
    return error.status === 413 ? closingResponse(req.raw, text, init) : new Response(text, init);
  });
  return routes;
}

/** The value in a body that must not be empty. */
async function readBody(context: Context): Promise<unknown> {
  const value = await readJson(context);
  if (value === undefined) throw rejected(400, "the request body is missing");
  return value;
}

/** A whole number in the query, undefined if it is not there. */
function readWhole({ req }: Context, name: string, least: number, most: number): number | undefined {
  const value = req.query(name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d{1,9}$/.test(value) && number >= least && number <= most) return number;
  throw rejected(400, `${name} must be a whole number from ${least} to ${most}`);
}

/** The value in the body, undefined if it is empty. */
async function readJson({ req }: Context): Promise<unknown> {
  const text = await readText(arriving(req.raw.body));
  if (text === "") return undefined;
  const type = req.header("content-type") ?? "none";
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    throw rejected(415, `the content type must be application/json, got ${type}`);
  try {
    return parseJson(text);
  } catch {
    throw rejected(400, "the request body is not JSON");
  }
}

function rejected(status: number, message: string): GraphFailure {
  return new GraphFailure(message, { status, code: 100 });
}

function problem(message: string): object {
  return { error: { message } };
}
