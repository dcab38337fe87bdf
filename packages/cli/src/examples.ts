import type { Command } from "commander";

/** A command line to copy, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

const known = new WeakMap<Command, readonly Example[]>();

/** Adds examples to the help of a command, and to its page in the documentation. */
export function addExamples(
  command: Command,
  ...examples: readonly (readonly [line: string, does: string])[]
): Command {
  const all = examples.map(([line, does]) => ({ line, does }));
  known.set(command, all);
  const lines = all.map(({ line, does }) => `  # ${does}\n  ${line}`);
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

/** The examples of a command. */
export function examplesOf(command: Command): readonly Example[] {
  return known.get(command) ?? [];
}
