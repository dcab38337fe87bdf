// The same bot on Hono, beside other routes. It runs on Bun, Deno and Cloudflare Workers as well: `export default app`.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createBot } from "./bot/bot.ts";
import { readSettings } from "./bot/settings.ts";

const { port, ...settings } = readSettings();
const bot = createBot(settings);
const app = new Hono();

// the request as it came, which nothing has read: the signature is over its bytes
app.on(["GET", "POST"], "/webhook", (context) => bot(context.req.raw));

app.post("/orders", async (context) => context.json({ taken: await context.req.json() }));

serve({ fetch: app.fetch, port }, () => console.log(`Waiting for webhooks on port ${port}`));
