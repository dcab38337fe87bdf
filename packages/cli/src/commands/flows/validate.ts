import type { Command } from "commander";
import { exitCodes } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { checkFlow, errorBlock } from "../../flows/check-flow.ts";
import { readFlows } from "../../flows/read-flows.ts";
import type { Block } from "../../output/layout.ts";
import { bold, green, red } from "../../output/span.ts";
import { openSession } from "../../session.ts";

export function registerValidate(flows: Command, context: Context): void {
  const command = flows
    .command("validate")
    .description(
      "Say what is wrong with Flow JSON, with its line, screen and component, without an account; the exit code is 1 if something is",
    )
    .argument("<file...>", "booking.flow.json, or flows.yaml with name and json of each")
    .action(async (files: string[], _, own: Command) => {
      const { output } = openSession(context, own);
      const checked = (await readFlows(files, context.cwd, {})).map((flow) => ({ flow, errors: checkFlow(flow) }));
      output.result(
        { flows: checked.map(({ flow: { name, file }, errors }) => ({ name, file, validation_errors: errors })) },
        checked.flatMap(({ flow: { name, file }, errors }): Block[] => [
          [errors.length === 0 ? green("valid ") : red("invalid "), bold(name)],
          ...errors.map((error) => errorBlock(file, error)),
        ]),
      );
      if (checked.some(({ errors }) => errors.length > 0)) context.outcome.exitCode = exitCodes.failed;
    });
  addExamples(command, ["openwaba flows validate flows/*.json", "Check all flows of a folder, in a pipeline"]);
}
