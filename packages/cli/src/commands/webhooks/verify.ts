import type { Command } from "commander";
import { verifySignature } from "@openwaba/webhooks";
import { exitCodes } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { green, red } from "../../output/span.ts";
import { readInput } from "../../read-input.ts";
import { openSession } from "../../session.ts";
import { readAppSecret } from "../../webhooks/app-secret.ts";
import { whyNot } from "../../webhooks/why-not.ts";

export function registerVerify(webhooks: Command, context: Context): void {
  const command = webhooks
    .command("verify")
    .description("Say whether a body has the right signature, and if not, why; the exit code is 1 if not")
    .argument("[file]", "the body, byte for byte (default standard input)")
    .requiredOption("--signature <text>", "value of the header X-Hub-Signature-256: sha256=…")
    .action(async (file: string | undefined, { signature }: { signature: string }, own: Command) => {
      const session = openSession(context, own);
      const appSecret = await readAppSecret(session);
      const body = await readInput(context, file, "body");
      const isValid = await verifySignature(new Uint8Array(body), signature.trim(), appSecret);
      const reason = isValid ? undefined : await whyNot(body, signature.trim(), appSecret);
      session.output.result({ valid: isValid, ...(reason !== undefined && { reason }) }, [
        isValid ? [green("valid"), ": the body is as the platform sent it"] : red("invalid"),
        ...(reason === undefined ? [] : [{ indent: 2, text: reason }]),
      ]);
      if (!isValid) context.outcome.exitCode = exitCodes.failed;
    });
  addExamples(command, [
    "openwaba webhooks verify body.json --signature sha256=7d7b0b6c…",
    "Why does my server refuse this delivery?",
  ]);
}
