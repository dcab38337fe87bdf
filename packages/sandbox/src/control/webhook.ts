import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import type { WebhookAddresses } from "../platform/webhook-addresses.ts";
import type { ShownHandshake } from "../webhooks/handshake.ts";
import { readFields } from "./read-fields.ts";
import { problem, readBody, readJson } from "./requests.ts";

/** Where webhooks go. */
export interface WebhookControls {
  addresses(): WebhookAddresses;
  /** Asks the callback URL of the app of the sandbox to prove itself. Throws TypeError if there is none. */
  verify(): Promise<ShownHandshake>;
  /** Sets the callback URL once it has proved itself. Throws TypeError if the sandbox does not call such a URL. */
  set(url: string, verifyToken: string | undefined): Promise<ShownHandshake>;
}

/** Routes of where webhooks go. */
export function createWebhookRoutes({ addresses, verify, set }: WebhookControls): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.get("/webhook", (context) => context.json(addresses()));

  routes.put("/webhook", async (context) => {
    const kinds = { url: "string", verify_token: "string" } as const;
    const { url = "", verify_token } = readFields(await readBody(context), kinds, ["url"]);
    const { outcome, ...exchange } = await set(url, verify_token);
    if (outcome.isVerified) return context.json({ ...outcome, ...exchange });
    const message = `Cannot set the webhook: the URL could not be verified: ${outcome.reason}`;
    return context.json({ ...problem(message), ...outcome, ...exchange }, 400);
  });

  routes.post("/webhooks/verify", async (context) => {
    await readJson(context);
    const { outcome, ...exchange } = await verify();
    return context.json({ ...outcome, ...exchange });
  });
  return routes;
}
