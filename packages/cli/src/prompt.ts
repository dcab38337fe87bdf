import { existsSync } from "node:fs";
import { join } from "node:path";
import { CliError, exitCodes, usageError } from "./cli-error.ts";
import type { Context } from "./context.ts";
import type { Output } from "./output/output.ts";

/**
 * Asks a person for the token, without showing what is typed.
 *
 * @throws {CliError} if nobody can be asked
 */
export function askToken(context: Context, output: Output): Promise<string> {
  const hint = existsSync(join(context.cwd, ".env"))
    ? "There is a .env here: add --env-file .env"
    : "No account yet? `openwaba sandbox` starts the platform on this machine; then add --sandbox";
  return askSecret(context, output, "Access token", "set WHATSAPP_ACCESS_TOKEN", hint);
}

/**
 * Asks a person for a secret, without showing what is typed.
 *
 * @throws {CliError} if nobody can be asked; `otherwise` says what to do then
 */
export async function askSecret(
  { stdin, stderr, signal, secrets }: Context,
  output: Output,
  what: string,
  otherwise: string,
  hint?: string,
): Promise<string> {
  if (stdin.isTTY !== true || stderr.isTTY !== true || output.isJson)
    throw usageError(`Cannot ask for the ${lowerFirst(what)}, as no terminal is there: ${otherwise}`, hint);
  const { isCancel, password } = await import("@clack/prompts");
  const answer = await password({
    message: `${what} (it is not shown)`,
    input: stdin,
    output: stderr,
    signal,
    validate: (value) => (value?.trim() ? undefined : "Type or paste it"),
  });
  if (isCancel(answer)) throw new CliError("Stopped: nothing was entered", { exitCode: exitCodes.interrupted });
  const secret = answer.trim();
  secrets.add(secret);
  return secret;
}

/** Asks a person yes or no; no if nobody can be asked. */
export async function confirm({ stdin, stderr, signal }: Context, output: Output, message: string): Promise<boolean> {
  if (stdin.isTTY !== true || stderr.isTTY !== true || output.isJson) return false;
  const prompts = await import("@clack/prompts");
  const answer = await prompts.confirm({ message, initialValue: false, input: stdin, output: stderr, signal });
  return answer === true;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
