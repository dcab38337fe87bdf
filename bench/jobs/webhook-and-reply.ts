import { createServer } from "node:http";
import { createMessagesClient, replyTo } from "@openwaba/messages";
import { createWebhookHandler, toNodeHandler } from "@openwaba/webhooks";

const client = createMessagesClient({ auth: "EAAB" });
const { APP_SECRET: appSecret = "", VERIFY_TOKEN: verifyToken = "" } = process.env;

// counted from here
const handler = createWebhookHandler({
  appSecret,
  verifyToken,
  on: { "messages.text": (event) => replyTo(client, event, { text: { body: "Thank you!" } }) },
});
createServer(toNodeHandler(handler)).listen(3000);
