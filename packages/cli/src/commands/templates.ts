import type { Command } from "commander";
import type { Context } from "../context.ts";
import { registerApply } from "./templates/apply.ts";
import { registerPlan } from "./templates/plan.ts";
import { registerPull } from "./templates/pull.ts";

export function registerTemplates(program: Command, context: Context): void {
  const templates = program
    .command("templates")
    .description(
      "Keep templates as code: functions for those of an account, and files that accounts are made to match",
    );
  registerPull(templates, context);
  registerPlan(templates, context);
  registerApply(templates, context);
}
