import { createBot } from "./bot/bot.ts";

const { WHATSAPP_ACCESS_TOKEN = "", META_APP_SECRET = "", WEBHOOK_VERIFY_TOKEN = "", PORT = "3000" } = process.env;
const baseUrl = process.env.WHATSAPP_BASE_URL; // of a sandbox
createBot({
  accessToken: WHATSAPP_ACCESS_TOKEN,
  appSecret: META_APP_SECRET,
  verifyToken: WEBHOOK_VERIFY_TOKEN,
  ...(baseUrl && { baseUrl }),
}).listen(Number(PORT), () => console.log(`Waiting for webhooks on port ${PORT}`));
