// A bot on node:http, without a framework.
import { createServer } from "node:http";
import { toNodeHandler } from "@openwaba/webhooks";
import { createBot } from "./bot/bot.ts";
import { readSettings } from "./bot/settings.ts";

const { port, ...settings } = readSettings();
const bot = createBot(settings);

createServer(toNodeHandler(bot)).listen(port, () => console.log(`Waiting for webhooks on port ${port}`));
