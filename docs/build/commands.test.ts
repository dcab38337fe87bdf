import { expect, test } from "vitest";
import { readWords } from "../../packages/cli/src/arguments.ts";
import { examplesOf } from "../../packages/cli/src/examples.ts";
import { commandIndex, commandPage, commandsOf, leavesOf, readProgram } from "./commands.ts";

const program = readProgram();
const leaves = leavesOf(program);

test("every command has a description, examples, and its place in the list", () => {
  for (const command of leaves) {
    expect(command.description()).toMatch(/\S/);
    expect(examplesOf(command), command.name()).not.toEqual([]);
  }
  for (const command of commandsOf(program))
    expect(commandIndex(program)).toContain(`(/reference/commands/${command.name()})`);
});

test("a page shows the arguments and options of a command and of those beneath it", () => {
  const send = commandsOf(program).find((command) => command.name() === "send");
  const page = send === undefined ? "" : commandPage(send);
  expect(page).toContain("## `openwaba send template`");
  expect(page).toContain("| `--language <code>` | language that it is approved in; `en_US` without it |");
  expect(page).toContain("| `name` | name of the template |");
  expect(page).not.toContain("undefined");
});

test.each(leaves.flatMap((command) => examplesOf(command).map(({ line }) => [line] as const)))(
  "the example %s has options and arguments that the command knows",
  (line) => {
    const [, rest = ""] = /\bopenwaba ([^|<>]*)/.exec(line) ?? [];
    const words = [...rest.matchAll(/"([^"]*)"|([^\s"')]+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");
    const read = readWords(words, {});
    if (read[0] === "sandbox") return; // its options are those of another program
    let own = program;
    for (const word of read) own = commandsOf(own).find((each) => each.name() === word) ?? own;
    expect(own).not.toBe(program);
    const known = [...own.options, ...program.options].map(({ long }) => long);
    expect(known).toEqual(expect.arrayContaining(words.filter((word) => word.startsWith("--"))));
  },
);
