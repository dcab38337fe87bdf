import type { Command } from "commander";
import type { Context } from "../context.ts";

export function registerDoctor(program: Command, context: Context): void {
  program.command("doctor").action(() => void context);
}
