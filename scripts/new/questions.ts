import { input, select } from "@inquirer/prompts";
import { type Check, checkName, checkOperationId, checkPath } from "./checks.ts";
import { type Draft, edgeOf, operationIdOf, type Option } from "./draft.ts";
import type { Known } from "./known.ts";

interface Question {
  option: Option;
  message: string;
  choices?: string[];
  /** Whether the draft needs an answer. @default always */
  isNeeded?: (draft: Draft) => boolean;
  /** The default answer. */
  initial?: (draft: Draft) => string;
  check?: Check;
}

const questions: Question[] = [
  { option: "name", message: "Domain and API, such as pricing/price_lists", check: checkName },
  { option: "path", message: "Path as Meta writes it, without the version", check: checkPath },
  { option: "method", message: "Method", choices: ["get", "post", "delete"] },
  {
    option: "shape",
    message: "What it returns",
    choices: ["list", "node"],
    isNeeded: ({ method }) => method === "get",
  },
  { option: "operation-id", message: "Verb and noun for it", initial: operationIdOf, check: checkOperationId },
];

/** Streams of the terminal. */
type Terminal = NonNullable<Parameters<typeof input>[1]>;

/**
 * Checks the given values, in the order of the questions, and asks in the terminal for the rest.
 *
 * @throws {Error} if a given value is wrong, or if one is missing and there is no terminal
 */
export async function complete(given: Draft, known: Known, terminal?: Terminal): Promise<Draft> {
  const draft: Draft = {};
  const missing: string[] = [];
  for (const question of questions) {
    const { option, isNeeded = () => true, initial } = question;
    const name = option === "name" ? "<domain>/<api>" : `--${option}`;
    if (!isNeeded(draft)) {
      if (given[option] !== undefined && missing.length === 0) throw new Error(`${name} is only for GET: leave it out`);
      continue;
    }
    const answer = given[option] ?? (terminal ? await ask(question, draft, known, terminal) : initial?.(draft));
    if (answer === undefined) {
      missing.push(name);
      continue;
    }
    const problem = missing.length === 0 && problemOf(question, answer, draft, known); // may need earlier answers
    if (problem) throw new Error(`${name}: ${problem}`);
    draft[option] = answer;
  }
  if (missing.length > 0) throw new Error(`${missing.join(", ")} missing, and there is no terminal to ask`);
  return draft;
}

function ask(
  { check, choices, initial, message }: Question,
  draft: Draft,
  known: Known,
  terminal: Terminal,
): Promise<string> {
  if (choices) {
    const isNode = draft.method !== undefined && edgeOf(draft.path ?? "") === undefined;
    return select({ message, choices, ...(isNode && { default: "node" }) }, terminal);
  }
  const usual = initial?.(draft);
  const validate = (value: string) => check?.(value, draft, known) ?? true;
  return input({ message, validate, ...(usual !== undefined && { default: usual }) }, terminal);
}

function problemOf({ check, choices }: Question, answer: string, draft: Draft, known: Known): string | undefined {
  if (choices && !choices.includes(answer)) return `${answer} is not one of ${choices.join(", ")}`;
  return check?.(answer, draft, known);
}
