import { type Command, InvalidArgumentError } from "commander";
import { exitCodes } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { confirm } from "../../prompt.ts";
import { openSession } from "../../session.ts";
import { applyTemplates } from "../../templates/apply-templates.ts";
import { addPlanOptions, makePlan, type PlanSettings } from "./options.ts";
import { isBad, outcomeBlocks, plainStep, planBlocks } from "./show-steps.ts";

interface Options extends PlanSettings {
  readonly yes?: true;
  readonly wait?: number | true;
}

const usualWait = 10 * 60; // seconds

export function registerApply(templates: Command, context: Context): void {
  const command = addPlanOptions(templates.command("apply"))
    .description("Make accounts match templates in files: create, edit and, if asked to, delete")
    .option("--yes", "delete without asking")
    .option("--wait [seconds]", `wait for the reviews (${usualWait} seconds if none are given)`, readSeconds)
    .action(async (paths: string[], options: Options, own: Command) => {
      const session = openSession(context, own);
      const { output } = session;
      const { plan, client, history, linkTo } = await makePlan(session, paths, options);
      output.note(...planBlocks(plan.steps, linkTo), "");
      const wait = options.wait === true ? usualWait : (options.wait ?? 0);
      const outcomes = await applyTemplates(client, plan, {
        history,
        appId: (await session.platform()).appId,
        wait: wait * 1000,
        signal: context.signal,
        confirm: async (steps) =>
          options.yes === true ||
          confirm(context, output, `Delete ${steps.map(({ name, language }) => `${name} in ${language}`).join(", ")}?`),
        onOutcome: ({ step, result }) => output.progress(`${step.name} in ${step.language}: ${result}`),
      });
      if (outcomes.some(isBad)) context.outcome.exitCode = exitCodes.failed;
      const json = outcomes.map(({ step, ...outcome }) => ({ ...plainStep(step, linkTo), ...outcome }));
      output.result({ outcomes: json }, outcomeBlocks(outcomes));
      context.signal.throwIfAborted();
      const isDeclined = outcomes.some(({ reason }) => reason === "nobody confirmed it");
      if (isDeclined && context.stdin.isTTY !== true) output.note("To delete without being asked: --yes");
    });
  addExamples(
    command,
    ["openwaba templates apply templates --wait", "Until all of them are approved or rejected"],
    ["openwaba templates apply templates --prune --yes", "In CI: also delete what is in no file"],
  );
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0) || seconds > 86_400) throw new InvalidArgumentError("It is not a number of seconds up to 86400");
  return seconds;
}
