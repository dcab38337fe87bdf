import { parseArgs } from "node:util";

/** What a command cannot do and how to fix it: a message for people, printed without a stack. */
export class CommandError extends Error {}

/** Wrong flags or arguments; the message is printed with the right use. */
export class UsageError extends Error {}

/** A flag, such as `--check` or `--rounds 5`. */
interface Flag {
  readonly type: "boolean" | "number" | "string";
  /** What it is for. */
  readonly is: string;
  readonly default?: string | number;
  /** The accepted values of a string. @default any */
  readonly choices?: readonly string[];
  /** Whether it may be repeated. @default false */
  readonly multiple?: true;
}

type Flags = Readonly<Record<string, Flag>>;

type ValueOf<Own extends Flag> = Own extends { multiple: true }
  ? string[] | undefined
  : Own extends { type: "boolean" }
    ? boolean
    : (Own extends { type: "number" } ? number : string) | (Own extends { default: unknown } ? never : undefined);

interface Declaration<Own extends Flags> {
  /** What it does. */
  summary: string;
  /** What it takes beside flags, such as `<domain>/<api>`. @default nothing */
  argument?: string;
  flags?: Own;
  run: (values: { [Name in keyof Own]: ValueOf<Own[Name]> }, argument: string | undefined) => Promise<void> | void;
}

/** A command, which knows neither its name nor the process. */
export interface Command {
  readonly summary: string;
  /** @throws {CommandError} for wrong flags and arguments, with the right use */
  run(name: string, words: readonly string[]): Promise<void>;
}

/** The flag of every command that writes files of the repository. */
export const checkFlag = { type: "boolean", is: "write nothing, fail if anything differs" } as const;

/** Declares a command. */
export function command<const Own extends Flags>(declaration: Declaration<Own>): Command {
  const { summary, argument, flags = {}, run } = declaration;
  const rows = Object.entries<Flag>(flags).map(([name, flag]) => [useOf(name, flag), flag.is] as const);
  const usage = [argument ?? [], ...rows.map(([use]) => use)].flat().map((use) => ` [${use}]`);
  return {
    summary,
    async run(name, words) {
      if (words.includes("--help")) return printHelp(name + usage.join(""), summary, rows);
      try {
        const { values, positionals } = parse(flags, words);
        const [given, ...more] = argument === undefined ? [undefined, ...positionals] : positionals;
        if (more.length > 0) throw new UsageError(`unexpected argument ${more.join(" ")}`);
        await run(values as Parameters<typeof run>[0], given);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        throw new CommandError(`Cannot run ${name}: ${error.message}; usage: ${name}${usage.join("")}`);
      }
    },
  };
}

/** Declares a command of several, named by the first word; without one `otherwise` runs. */
export function commands(summary: string, named: Readonly<Record<string, Command>>, otherwise?: Command): Command {
  const names = new Map(Object.entries(named));
  return {
    summary,
    async run(name, words) {
      const [word = "", ...rest] = words;
      const chosen = names.get(word);
      const all = [...names.keys()].join("|");
      const usage = `${name} ${otherwise ? `[${all}]` : `<${all}>`}`;
      if (chosen) return chosen.run(`${name} ${word}`, rest);
      if (word === "--help")
        return printHelp(
          usage,
          summary,
          [...names].map(([own, { summary: does }]) => [own, does]),
        );
      if (otherwise && (word === "" || word.startsWith("-"))) return otherwise.run(name, words);
      throw new CommandError(
        `Cannot run ${name}: ${word === "" ? "no command" : `unknown command ${word}`}; usage: ${usage}`,
      );
    },
  };
}

/** Runs a command with the words of this process; exits with the message of a `CommandError`. */
export async function runCommand(name: string, own: Command): Promise<void> {
  try {
    await own.run(name, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function parse(flags: Flags, words: readonly string[]) {
  const options = Object.entries(flags).map(([name, { type, multiple = false }]) => {
    return [name, { type: type === "boolean" ? type : "string", multiple }] as const;
  });
  const { values, positionals } = parseWords([...words], Object.fromEntries(options));
  const read = Object.entries(flags).map(([name, flag]) => [name, valueOf(name, flag, values[name])]);
  return { values: Object.fromEntries(read) as unknown, positionals };
}

function parseWords(args: string[], options: NonNullable<Parameters<typeof parseArgs>[0]>["options"] & {}) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [what = ""] = error instanceof Error ? error.message.split(". ") : []; // the rest is about `--`
    throw new UsageError(what.charAt(0).toLowerCase() + what.slice(1));
  }
}

function valueOf(name: string, flag: Flag, given: unknown) {
  if (given === undefined) return flag.type === "boolean" ? false : flag.default;
  for (const value of flag.choices ? [given].flat().map(String) : []) {
    if (!flag.choices?.includes(value))
      throw new UsageError(`--${name} ${value} is not one of ${flag.choices?.join(", ")}`);
  }
  if (flag.type === "number" && !(Number(given) > 0))
    throw new UsageError(`--${name} ${given} is not a number above 0`);
  return flag.type === "number" ? Number(given) : given;
}

function useOf(name: string, { type, choices, default: usual }: Flag): string {
  return type === "boolean" ? `--${name}` : `--${name} ${choices?.join("|") ?? usual ?? `<${name}>`}`;
}

function printHelp(usage: string, summary: string, rows: (readonly [name: string, is: string])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, is]) => `  ${name.padEnd(width)}  ${is}\n`);
  console.log(`${usage}\n\n${summary}\n${lines.length > 0 ? "\n" : ""}${lines.join("")}`.trimEnd());
}
