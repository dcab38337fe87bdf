import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { describeField, documentedField } from "../webhooks/documented-webhooks.ts";
import { isWebhookField, webhookFields } from "../webhooks/webhook-fields.ts";
import { problem } from "./requests.ts";

/** Routes of what webhooks can tell: all fields, and the schema of the value of each with an example. */
export function createEventRoutes(): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.get("/events", (context) => {
    const fields = webhookFields.filter(isWebhookField);
    return context.json({ data: fields.map((field) => ({ field, description: describeField(field) })) });
  });

  routes.get("/events/:field", (context) => {
    const field = context.req.param("field");
    if (isWebhookField(field)) return context.json(documentedField(field));
    const message = `Cannot return the schema of ${field}: the fields are ${webhookFields.join(", ")}`;
    return context.json(problem(message), 404);
  });
  return routes;
}
