import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CliError } from "../cli-error.ts";

/**
 * Writes a file at once: who reads it meanwhile, or kills this process, has the old one or the new one.
 *
 * @throws {CliError} if it cannot be written
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(`Cannot write ${path}: ${code ?? message}`);
  }
}
