import { type FileHandle, open, readFile, rename, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

interface Added<Job> {
  key: string;
  lane: string;
  job: Job;
}

interface Ended {
  key: string;
  end: "done" | "failed";
  time: number;
}

const attempts = 5;
const firstDelay = 1000; // ms before the first retry; it doubles with each one
const week = 7 * 24 * 60 * 60 * 1000; // ms: as long as the platform delivers an event again

/**
 * Jobs in a file, for one process. What was added is done, also after a crash; a job that a crash interrupts is done
 * again from its beginning. Jobs of one lane are done in order, lanes side by side.
 */
export class JournalQueue<Job> {
  readonly #keys = new Set<string>();
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #file: FileHandle;
  readonly #work: (job: Job) => Promise<void>;
  #written: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, work: (job: Job) => Promise<void>) {
    this.#file = file;
    this.#work = work;
  }

  /** Opens the journal, forgets what ended more than a week ago, and starts what is not done. */
  static async open<Job>(path: string, work: (job: Job) => Promise<void>): Promise<JournalQueue<Job>> {
    const entries = await read<Job>(path);
    const ended = new Map(entries.flatMap((entry) => ("end" in entry ? [[entry.key, entry] as const] : [])));
    const recent = [...ended.values()].filter(({ time }) => time > Date.now() - week);
    const pending = entries.flatMap((entry) => ("job" in entry && !ended.has(entry.key) ? [entry] : []));
    await writeFile(`${path}.new`, [...recent, ...pending].map(toLine).join(""), { flush: true });
    await rename(`${path}.new`, path);
    const queue = new JournalQueue<Job>(await open(path, "a"), work);
    for (const { key } of [...recent, ...pending]) queue.#keys.add(key);
    for (const added of pending) queue.#start(added);
    return queue;
  }

  /** Resolves once the job is on the disk. A key that was added before is not added again. */
  async add(key: string, lane: string, job: Job): Promise<void> {
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    try {
      await this.#write({ key, lane, job });
    } catch (error) {
      this.#keys.delete(key);
      throw error;
    }
    this.#start({ key, lane, job });
  }

  #start({ key, lane, job }: Added<Job>): void {
    const before = this.#lanes.get(lane) ?? Promise.resolve();
    const now = before.then(() => this.#run(key, job));
    this.#lanes.set(lane, now);
    void now.then(() => this.#lanes.get(lane) === now && this.#lanes.delete(lane));
  }

  async #run(key: string, job: Job): Promise<void> {
    let end: Ended["end"] = "failed";
    for (let attempt = 1; attempt <= attempts && end === "failed"; attempt += 1) {
      try {
        await this.#work(job);
        end = "done";
      } catch (error) {
        console.error(`✗ attempt ${attempt} of ${attempts}: ${error}`);
        if (attempt < attempts) await setTimeout(firstDelay * 2 ** (attempt - 1));
      }
    }
    await this.#write({ key, end, time: Date.now() });
  }

  /** One line after the other, each on the disk before the next one. */
  #write(entry: Added<Job> | Ended): Promise<void> {
    const written = this.#append(this.#written, toLine(entry));
    this.#written = written.catch(() => undefined);
    return written;
  }

  async #append(before: Promise<void>, line: string): Promise<void> {
    await before;
    await this.#file.appendFile(line);
    await this.#file.datasync();
  }
}

async function read<Job>(path: string): Promise<(Added<Job> | Ended)[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as Added<Job> | Ended];
    } catch {
      return []; // empty, or cut off by a crash or a full disk: then `add` did not resolve
    }
  });
}

/** A line of its own, also after one that was cut off. */
function toLine(entry: object): string {
  return `\n${JSON.stringify(entry)}\n`;
}
