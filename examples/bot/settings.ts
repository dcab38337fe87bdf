import type { BotOptions } from "./bot.ts";

/** What a bot needs, from the environment. */
export function readSettings(): BotOptions & { port: number } {
  return {
    accessToken: required("WHATSAPP_ACCESS_TOKEN"),
    appSecret: required("META_APP_SECRET"),
    verifyToken: required("WEBHOOK_VERIFY_TOKEN"),
    baseUrl: process.env.WHATSAPP_BASE_URL || undefined, // of a sandbox
    port: Number(process.env.PORT ?? 3000),
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`Cannot start the bot: set ${name}. A sandbox prints all that a bot needs, see examples/README.md`);
  process.exit(2);
}
