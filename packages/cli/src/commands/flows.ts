import type { Command } from "commander";
import { registerKeys } from "./flows/keys.ts";
import { registerList } from "./flows/list.ts";
import { registerPush } from "./flows/push.ts";
import { registerValidate } from "./flows/validate.ts";
import type { Context } from "../context.ts";

export function registerFlows(program: Command, context: Context): void {
  const flows = program.command("flows").description("Push Flow JSON from files, and set up the keys of its endpoint");
  registerList(flows, context);
  registerValidate(flows, context);
  registerPush(flows, context);
  registerKeys(flows, context);
}
