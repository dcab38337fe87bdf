import type { Command } from "commander";
import { exitCodes } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { addExamples } from "../examples.ts";
import { inspectToken } from "../inspect-token.ts";
import { type Block, fields } from "../output/layout.ts";
import { bold, green, red, yellow } from "../output/span.ts";
import { openSession } from "../session.ts";
import { missingScopes, momentOf, type Token } from "../token-facts.ts";

export function registerToken(program: Command, context: Context): void {
  const command = program
    .command("token")
    .description(
      "Say what the access token may do, on which accounts, and until when; the exit code is 1 if it is invalid",
    )
    .action(async (_, own: Command) => {
      const session = openSession(context, own);
      const token = await inspectToken(session);
      session.output.result(token, describe(token));
      if (!token.is_valid) context.outcome.exitCode = exitCodes.failed;
    });
  addExamples(
    command,
    ["openwaba token", "What may the token of the environment do?"],
    ["openwaba token --json | jq .scopes", "Its permissions, for a program"],
  );
}

function describe(token: Token): Block[] {
  const limited = (token.granular_scopes ?? []).filter(({ target_ids }) => target_ids !== undefined);
  const missing = missingScopes(token);
  return [
    [bold("Token: "), token.is_valid ? green("valid") : red("invalid")],
    ...(token.error?.message === undefined ? [] : [{ indent: 2, text: token.error.message }]),
    fields([
      ["of", [token.type, token.user_id].filter(Boolean).join(" ")],
      ["app", [token.application, token.app_id].filter(Boolean).join(", ")],
      ["issued", momentOf(token.issued_at)],
      ["expires", token.expires_at === 0 ? "never" : momentOf(token.expires_at)],
      ["sees data until", momentOf(token.data_access_expires_at)],
      ["permissions", (token.scopes ?? []).join(", ")],
    ]),
    ...limited.map(({ scope = "", target_ids = [] }) => ({ indent: 2, text: `${scope} on ${target_ids.join(", ")}` })),
    ...(token.is_valid && missing.length > 0 ? [[yellow("missing "), missing.join(", ")]] : []),
  ];
}
