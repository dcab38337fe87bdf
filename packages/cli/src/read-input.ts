import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CliError, exitCodes, usageError } from "./cli-error.ts";
import type { Context } from "./context.ts";
import { reasonOf } from "./settings.ts";

const most = 8 * 1024 * 1024; // bytes

/**
 * What a file holds, or standard input for `-` or no name.
 *
 * @throws {CliError} if there is none, or it is too long
 */
export async function readInput(context: Context, file: string | undefined, what: string): Promise<Buffer> {
  if (file !== undefined && file !== "-") {
    try {
      return await readFile(resolve(context.cwd, file));
    } catch (error) {
      throw new CliError(`Cannot read ${file}: ${reasonOf(error)}`, { exitCode: exitCodes.usage });
    }
  }
  if (context.stdin.isTTY === true && file === undefined)
    throw usageError(`Cannot go on without the ${what}: give it as an argument, or by standard input`);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of context.stdin) {
    const bytes = Buffer.from(piece as Uint8Array | string);
    size += bytes.length;
    if (size > most) throw usageError(`Cannot take the ${what}: it is longer than ${most} bytes`);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

/** The same as an object of JSON. */
export async function readJsonInput(
  context: Context,
  file: string | undefined,
  what: string,
): Promise<Record<string, unknown>> {
  const text = (await readInput(context, file, what)).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError(`Cannot read the ${what}: it is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw usageError(`Cannot read the ${what}: it is not an object of JSON`);
  return value as Record<string, unknown>;
}
