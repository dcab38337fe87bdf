// The same bot on Express, beside other routes.
import { toNodeHandler } from "@openwaba/webhooks";
import express from "express";
import { createBot } from "./bot/bot.ts";
import { readSettings } from "./bot/settings.ts";

const { port, ...settings } = readSettings();
const bot = createBot(settings);
const app = express();

// before any body parser: the signature is over the bytes as they came
app.all("/webhook", toNodeHandler(bot));

app.use(express.json());
app.post("/orders", (request, response) => void response.json({ taken: request.body }));

app.listen(port, () => console.log(`Waiting for webhooks on port ${port}`));
