import { open, readFile } from "node:fs/promises";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { CliError } from "../cli-error.ts";

/** What was done to a template, one line of the history. */
export interface HistoryEntry {
  /** When, as ISO 8601 has it. */
  readonly at: string;
  readonly account: string;
  readonly action: "create" | "delete" | "edit";
  readonly name: string;
  readonly language: string;
  /** Written before the call, and after it. */
  readonly state: "done" | "failed" | "started";
  readonly id?: string | undefined;
  /** Category that was asked for. */
  readonly category?: string | undefined;
  /** Hash of the handles of its sample files. */
  readonly handles?: string | undefined;
  /** Whether it was approved before: only then limits count. */
  readonly wasApproved?: boolean | undefined;
}

/** What was done from here, oldest first. The platform does not tell it. */
export interface History {
  readonly entries: readonly HistoryEntry[];
  /** Adds a line that survives the end of this process. */
  add(entry: HistoryEntry): Promise<void>;
}

/**
 * Opens a history: a file with a line of JSON for each entry. A last line that was cut off is left out.
 *
 * @throws {CliError} if it cannot be read
 */
export async function openHistory(path: string): Promise<History> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw new CliError(`Cannot read the history ${path}: ${error.code ?? error.message}`);
  });
  const entries = text.split("\n").flatMap((line) => read(line));
  let isWhole = text === "" || text.endsWith("\n");
  return {
    entries,
    async add(entry) {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, "a");
      try {
        await file.appendFile(`${isWhole ? "" : "\n"}${JSON.stringify(entry)}\n`);
        await file.sync();
        isWhole = true;
        entries.push(entry);
      } finally {
        await file.close();
      }
    },
  };
}

/** A history that nothing is kept of. */
export function emptyHistory(entries: HistoryEntry[] = []): History {
  return { entries, add: async (entry) => void entries.push(entry) };
}

function read(line: string): HistoryEntry[] {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? [entry] : [];
  } catch {
    return []; // cut off, or merged by hand
  }
}

function isEntry(value: unknown): value is HistoryEntry {
  const entry = Object(value) as Record<string, unknown>;
  const texts = ["account", "action", "at", "language", "name", "state"];
  return texts.every((name) => typeof entry[name] === "string") && !Number.isNaN(Date.parse(String(entry["at"])));
}
