import { usageError } from "./cli-error.ts";
import type { Environment } from "./context.ts";

/** Tokens of users and systems, and the tokens and secrets of apps; an id beside a `|` is no message. */
const tokenShapes = [/EAA[A-Za-z0-9]{20,}/, /\b\d{6,}\|[\w-]{16,}/];
const tokenOptions = /^--?(?:access-?)?token(?:=|$)|^--app-secret(?:=|$)/;

/**
 * The words of the command line, with `--sandbox` made unambiguous.
 *
 * @throws {CliError} if a token is among them: other users of the machine see it, and the shell keeps it
 */
export function readWords(words: readonly string[], environment: Environment): string[] {
  // the sandbox makes up its own token and secret, or is given some that are worth nothing elsewhere
  const isSandbox = words[0] === "sandbox";
  const secrets = ["WHATSAPP_ACCESS_TOKEN", "META_APP_SECRET"]
    .map((name) => environment[name] ?? "")
    .filter((secret) => secret.length >= shortestSecret);
  for (const word of words) {
    const isSecret =
      tokenShapes.some((shape) => shape.test(word)) ||
      (!isSandbox && (tokenOptions.test(word) || secrets.some((secret) => word.includes(secret))));
    if (isSecret) throw usageError("Cannot take a token or secret as an argument: " + why, hint);
  }
  return isSandbox ? [...words] : words.map((word, index) => withoutValue(word, words[index + 1]));
}

const shortestSecret = 12;
const why = "others on this machine would see it, and the shell's history would keep it";
const hint = "Set WHATSAPP_ACCESS_TOKEN in the environment, or in a file for --env-file, or wait to be asked for it";

/** `--sandbox +15550123456` has no URL, although the next word could be taken for one. */
function withoutValue(word: string, next: string | undefined): string {
  return word === "--sandbox" && next !== undefined && !/^https?:\/\//.test(next) ? "--sandbox=" : word;
}
