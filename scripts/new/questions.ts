import { input, select } from "@inquirer/prompts";
import { type Check, checkDocs, checkName, checkOperationId, checkPath } from "./checks.ts";
import { allPages, type Draft, edgeOf, operationIdOf, type Option } from "./draft.ts";
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
  { option: "docs", message: "URL of Meta's page", initial: () => allPages, check: checkDocs },
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
  const missing: Option[] = [];
  for (const question of questions) {
    const { option, choices, isNeeded = () => true, initial } = question;
    const value = given[option];
    if (!isNeeded(draft)) {
      if (value !== undefined) throw new Error(`${nameOf(option)} is only for GET: leave it out`);
    } else if (value !== undefined) {
      const isChoice = !choices || choices.includes(value);
      const check = missing.length === 0 ? question.check : undefined; // which may need earlier answers
      const problem = isChoice ? check?.(value, draft, known) : `${value} is not one of ${choices.join(", ")}`;
      if (problem) throw new Error(`${nameOf(option)}: ${problem}`);
      draft[option] = value;
    } else if (terminal) {
      draft[option] = await ask(question, draft, known, terminal);
    } else if (!initial) {
      missing.push(option);
    } else if (missing.length === 0) {
      draft[option] = initial(draft);
      const problem = question.check?.(draft[option], draft, known);
      if (problem) throw new Error(`${problem}, with ${nameOf(option)}`);
    }
  }
  if (missing.length > 0) throw new Error(`${missing.map(nameOf).join(", ")} missing, and there is no terminal to ask`);
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

function nameOf(option: Option): string {
  return option === "name" ? "<domain>/<api>" : `--${option}`;
}
