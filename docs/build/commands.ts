import { PassThrough } from "node:stream";
import type { Argument, Command, Option } from "commander";
import { createContext } from "../../packages/cli/src/context.ts";
import { examplesOf } from "../../packages/cli/src/examples.ts";
import { createProgram } from "../../packages/cli/src/program.ts";
import { help as sandboxHelp } from "../../packages/sandbox/src/cli-options.ts";
import { cell, code, fence, frontmatter, page, prose, table } from "./markdown.ts";

/** The program as it is, which runs nothing here. */
export function readProgram(): Command {
  const { signal } = new AbortController();
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  return createProgram(createContext({ environment: {}, stdin, stdout, stderr, cwd: ".", signal }));
}

/** The commands beneath a command; those of the program have a page each. */
export function commandsOf(command: Command): readonly Command[] {
  return command.commands.filter((child) => child.name() !== "help");
}

/** The commands beneath a command that do something, at any depth. */
export function leavesOf(command: Command): readonly Command[] {
  const children = commandsOf(command);
  return children.length > 0 ? children.flatMap(leavesOf) : [command];
}

/** The Markdown of the page of all commands, with what they have in common. */
export function commandIndex(program: Command): string {
  return page(
    "# Commands",
    "`npx openwaba doctor` runs the command line without installing it. [The guide](/guides/cli) shows it at work.",
    table(
      ["command", "what it does"],
      commandsOf(program).map((command) => [
        `[${code(nameOf(command))}](/reference/commands/${command.name()})`,
        cell(command.description()),
      ]),
    ),
    "## Options of every command",
    optionTable(program.options),
    "## Variables and exit codes",
    fence("text", afterHelp(program)),
  );
}

/** The Markdown of the page of a command. */
export function commandPage(command: Command): string {
  const title = nameOf(command);
  return page(
    frontmatter({ title, description: command.description(), outline: [2, 3] }),
    `# ${code(title)}`,
    ...partsOf(command, "##"),
    ...commandsOf(command)
      .flatMap(leavesOf)
      .flatMap((child) => [`## ${code(nameOf(child))}`, ...partsOf(child, "###")]),
    // it has options of its own, which the command hands on
    command.name() === "sandbox" ? fence("text", sandboxHelp) : undefined,
    "Options of every command, variables and exit codes: [commands](/reference/commands/).",
  );
}

function partsOf(command: Command, heading: string): (string | undefined)[] {
  const { registeredArguments, options } = command;
  const examples = examplesOf(command).map(({ line, does }) => `# ${does}\n${line}`);
  return [
    `${prose(command.description())}.`,
    examples.length === 0 ? undefined : fence("sh", examples.join("\n\n")),
    command.commands.length > 0 ? undefined : fence("text", `${nameOf(command)} ${command.usage()}`),
    registeredArguments.length === 0 ? undefined : `${heading} Arguments`,
    registeredArguments.length === 0 ? undefined : argumentTable(registeredArguments),
    options.length === 0 ? undefined : `${heading} Options`,
    options.length === 0 ? undefined : optionTable(options),
  ];
}

function argumentTable(all: readonly Argument[]): string {
  return table(
    ["argument", "what it is"],
    all.map((argument) => [
      code(argument.name()),
      cell(withChoices(argument.description, argument.argChoices, argument.required ? "" : "; may be left out")),
    ]),
  );
}

function optionTable(all: readonly Option[]): string {
  return table(
    ["option", "what it does"],
    all.map((option) => {
      const { defaultValue } = option;
      const standard = defaultValue === undefined ? "" : `; ${code(String(defaultValue))} without it`;
      return [code(option.flags), cell(withChoices(option.description, option.argChoices, standard))];
    }),
  );
}

function withChoices(text: string, choices: readonly string[] | undefined, rest: string): string {
  return `${text}${choices === undefined ? "" : `: ${choices.map(code).join(", ")}`}${rest}`;
}

/** `openwaba send text` */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

/** What the help says behind the list of commands. */
function afterHelp(program: Command): string {
  let text = "";
  program.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  return text.slice(text.indexOf("Variables")).trim();
}
