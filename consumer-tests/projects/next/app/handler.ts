import { createWebhookHandler } from "@openwaba/webhooks";
import { after } from "next/server";

export const handler = createWebhookHandler({
  appSecret: "secret",
  verifyToken: "token",
  on: { other: () => after(() => {}) },
});
