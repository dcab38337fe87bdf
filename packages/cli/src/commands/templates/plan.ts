import type { Command } from "commander";
import { exitCodes } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { openSession } from "../../session.ts";
import { addPlanOptions, makePlan, type PlanSettings } from "./options.ts";
import { plainStep, planBlocks } from "./show-steps.ts";

export function registerPlan(templates: Command, context: Context): void {
  const command = addPlanOptions(templates.command("plan"))
    .description("Compare templates in files with accounts, and say what apply would do; it changes nothing")
    .action(async (paths: string[], settings: PlanSettings, own: Command) => {
      const session = openSession(context, own);
      const { plan, linkTo } = await makePlan(session, paths, settings);
      const { steps } = plan;
      if (steps.some(({ action }) => action === "cannot")) context.outcome.exitCode = exitCodes.failed;
      session.output.result({ steps: steps.map((step) => plainStep(step, linkTo)) }, planBlocks(steps, linkTo));
    });
  addExamples(
    command,
    ["openwaba templates plan templates", "What differs from the account; exit code 1 if something cannot be"],
    ["openwaba templates plan templates --account 102290129340398 104996122399160 --prune", "Two accounts, exactly so"],
  );
}
