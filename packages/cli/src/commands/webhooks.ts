import type { Command } from "commander";
import type { Context } from "../context.ts";
import { registerListen } from "./webhooks/listen.ts";
import { registerReplay } from "./webhooks/replay.ts";
import { registerVerify } from "./webhooks/verify.ts";

export function registerWebhooks(program: Command, context: Context): void {
  const webhooks = program
    .command("webhooks")
    .description("Verify deliveries, listen to them, and send stored ones again");
  registerListen(webhooks, context);
  registerVerify(webhooks, context);
  registerReplay(webhooks, context);
}
