import type { Command } from "commander";
import type { Context } from "../context.ts";
import { registerListen } from "./webhooks/listen.ts";
import { registerReplay } from "./webhooks/replay.ts";
import { registerSubscribe } from "./webhooks/subscribe.ts";
import { registerVerify } from "./webhooks/verify.ts";

export function registerWebhooks(program: Command, context: Context): void {
  const webhooks = program
    .command("webhooks")
    .description("Listen to deliveries, verify them, send stored ones again, and subscribe an app to an account");
  registerListen(webhooks, context);
  registerVerify(webhooks, context);
  registerReplay(webhooks, context);
  registerSubscribe(webhooks, context);
}
