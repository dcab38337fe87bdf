import { CommanderError } from "commander";
import { GraphConnectionError, GraphError, noGraphCode } from "@openwaba/runtime";
import { CliError, type ExitCode, exitCodes } from "./cli-error.ts";
import { remedyFor } from "./errors/remedies.ts";
import type { Block } from "./output/layout.ts";
import { dim, red } from "./output/span.ts";

/** An error as people and programs read it. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly blocks: readonly Block[];
  readonly json: object;
}

/** What is said about an error that ended the program. */
export function describeFailure(error: unknown, words: readonly string[] = []): Failure {
  if (error instanceof GraphError) return ofPlatform(error);
  if (error instanceof CliError) return simple(error.message, error.exitCode, error.hint);
  if (error instanceof CommanderError) return simple(usageOf(error), exitCodes.usage, helpFor(error, words));
  if (error instanceof GraphConnectionError) return simple(error.message, exitCodes.failed, connectionHint);
  return simple(error instanceof Error ? error.message : String(error), exitCodes.failed);
}

const connectionHint = "Is the network there, and does WHATSAPP_BASE_URL name the right host?";

function simple(message: string, exitCode: ExitCode, hint = ""): Failure {
  const blocks = [[red("error"), ` ${message}`], ...(hint === "" ? [] : [{ indent: 6, text: hint }])];
  return { exitCode, blocks, json: { message, ...(hint !== "" && { hint }) } };
}

function ofPlatform(error: GraphError): Failure {
  const { message, code, subcode, family, status, details, retryable, fbtraceId, helpUrl } = error;
  const isKnown = code !== noGraphCode && family !== "unknown";
  const remedy = isKnown ? remedyFor(family) : undefined;
  return {
    exitCode: exitCodes.failed,
    blocks: [
      [red("error"), ` ${message}`],
      ...(remedy === undefined ? [] : [{ indent: 6, text: remedy }]),
      [" ".repeat(6), dim(isKnown ? `openwaba errors ${code} · ${helpUrl}` : helpUrl)],
    ],
    json: { message, code, subcode, family, status, details, retryable, fbtraceId, helpUrl },
  };
}

function usageOf({ code, message }: CommanderError): string {
  return code === "commander.help" ? "one of these commands is missing" : message.replace(/^error: /, "").trim();
}

/** Where the right use stands, unless it was printed already. */
function helpFor({ code }: CommanderError, [first = ""]: readonly string[]): string {
  if (code === "commander.help") return "";
  const command = code === "commander.unknownCommand" || first.startsWith("-") ? "" : ` ${first}`;
  return `See \`openwaba help${command}\``;
}
