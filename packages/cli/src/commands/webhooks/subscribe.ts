import type { Command } from "commander";
import { subscribeApp } from "@openwaba/business-accounts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { openSession } from "../../session.ts";

export function registerSubscribe(webhooks: Command, context: Context): void {
  const command = webhooks
    .command("subscribe")
    .description("Make the webhooks of the account go to the app that the token belongs to")
    .action(async (_, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const waba_id = await session.wabaId();
      const answer = await subscribeApp(client, { waba_id }, session.call);
      session.output.result(answer, [`The webhooks of the account ${waba_id} go to the app of this token`]);
    });
  addExamples(command, ["openwaba webhooks subscribe --waba 102290129340398", "Once for each account"]);
}
