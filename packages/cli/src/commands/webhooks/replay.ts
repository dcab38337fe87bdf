import type { Command } from "commander";
import { exitCodes, usageError } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { dim, green, red } from "../../output/span.ts";
import { readInput } from "../../read-input.ts";
import { openSession } from "../../session.ts";
import { readAppSecret } from "../../webhooks/app-secret.ts";
import { sendDelivery } from "../../webhooks/send-delivery.ts";

export function registerReplay(webhooks: Command, context: Context): void {
  const command = webhooks
    .command("replay")
    .description("Send stored deliveries to a URL, signed as the platform does; the exit code is 1 if one is refused")
    .argument("<url>", "where your server listens")
    .argument("[files...]", "bodies, as `webhooks listen --save` stores them (default standard input)")
    .action(async (given: string, files: string[], _, own: Command) => {
      const session = openSession(context, own);
      const url = URL.canParse(given) ? new URL(given) : undefined;
      if (url === undefined || !/^https?:$/.test(url.protocol))
        throw usageError("Cannot deliver there: write a URL, such as http://127.0.0.1:3000/");
      const appSecret = await readAppSecret(session);
      for (const file of files.length > 0 ? files : [undefined]) {
        const body = await readInput(context, file, "delivery");
        const answer = await sendDelivery(session, url, body, appSecret);
        const isTaken = answer.status >= 200 && answer.status < 300;
        if (!isTaken) context.outcome.exitCode = exitCodes.failed;
        session.output.event({ file: file ?? "-", ...answer }, [
          [
            file ?? "delivery",
            " ",
            (isTaken ? green : red)(String(answer.status)),
            dim(` in ${answer.milliseconds} ms`),
          ],
          ...(isTaken || answer.text === "" ? [] : [{ indent: 2, text: answer.text }]),
        ]);
      }
    });
  addExamples(
    command,
    ["openwaba webhooks replay http://127.0.0.1:3000/ deliveries/*.json", "What was stored, in order"],
    ["openwaba webhooks replay http://127.0.0.1:3000/ < delivery.json", "One, from standard input"],
  );
}
