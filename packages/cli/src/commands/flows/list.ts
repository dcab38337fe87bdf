import type { Command } from "commander";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { readAccountFlows } from "../../flows/account-flows.ts";
import { stateSpan } from "../../health.ts";
import type { Span } from "../../output/span.ts";
import { openSession } from "../../session.ts";

export function registerList(flows: Command, context: Context): void {
  const command = flows
    .command("list", { isDefault: true })
    .description("List the flows of an account with their status and what is wrong with them")
    .action(async (_, own: Command) => {
      const session = openSession(context, own);
      const all = await readAccountFlows(session);
      const rows = all.map(
        ({ id, name, status, json_version, validation_errors: errors = [], endpoint_uri }): Span[] => [
          id,
          name ?? "",
          stateSpan(status) ?? "",
          json_version ?? "",
          errors.length === 0 ? "" : String(errors.length),
          endpoint_uri ?? "",
        ],
      );
      const none = `The account ${await session.wabaId()} has no flows: push one with openwaba flows push`;
      const head = ["id", "name", "status", "version", "errors", "endpoint"];
      session.output.result({ flows: all }, rows.length === 0 ? [none] : [{ head, rows }]);
    });
  addExamples(command, ["openwaba flows", "All flows of the account of the environment"]);
}
