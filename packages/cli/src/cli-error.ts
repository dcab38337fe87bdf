/** What a command exits with. */
export const exitCodes = {
  ok: 0,
  /** It failed, or found something that is broken. */
  failed: 1,
  /** Options or arguments are wrong, or a setting is missing. */
  usage: 2,
  /** Ctrl+C: 128 and the number of the signal, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * What a command could not do, as a message for people that is printed without a stack.
 *
 * @example
 * throw new CliError("Cannot read order.json: it is not JSON", { hint: "Write the message as JSON" });
 */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;
  /** What to do about it, on a line of its own. */
  readonly hint: string | undefined;

  constructor(message: string, { exitCode = exitCodes.failed, hint }: { exitCode?: ExitCode; hint?: string } = {}) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}

/** An error of who typed the command. */
export function usageError(message: string, hint?: string): CliError {
  return new CliError(message, { exitCode: exitCodes.usage, ...(hint !== undefined && { hint }) });
}
