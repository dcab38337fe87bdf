import { type Command, InvalidArgumentError } from "commander";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { openSession } from "../../session.ts";
import { readAppSecret } from "../../webhooks/app-secret.ts";
import { listen } from "../../webhooks/listen.ts";

interface ListenWords {
  readonly port: number;
  readonly host: string;
  readonly save?: string;
}

export function registerListen(webhooks: Command, context: Context): void {
  const command = webhooks
    .command("listen")
    .description(
      "Receive webhooks on this machine, verify them and print each event, until Ctrl+C; JSON is a line for each",
    )
    .option("--port <number>", "port to listen on, 0 for any free one", readPort, 3000)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--save <folder>", "store each delivery, for `webhooks replay`")
    .action(async (words: ListenWords, own: Command) => {
      const session = openSession(context, own);
      const appSecret = await readAppSecret(session);
      await listen(session, { ...words, appSecret });
    });
  addExamples(
    command,
    ["openwaba webhooks listen --sandbox", "The sandbox sends its webhooks here"],
    ["openwaba webhooks listen --save deliveries", "And keeps them, for `webhooks replay`"],
    ["openwaba webhooks listen --json | jq .message.text.body", "The texts of messages"],
  );
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("It is not a number from 0 to 65535.");
}
