import type { NetworkFetch, ObservedRetry } from "@openwaba/runtime";

/** Tells what happens in a few lines: steps, the calls in them, and what was retried. */
export class Narrator {
  readonly #print: (line: string) => void;
  #step = 0;
  #repeated: { line: string; count: number } | undefined;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  step(title: string): void {
    this.#flush();
    this.#step += 1;
    this.#print(`\n${this.#step}. ${title}`);
  }

  say(text: string): void {
    this.#flush();
    for (const line of text.split("\n")) this.#print(line && `   ${line}`);
  }

  /** A fetch that tells each call and its status; equal ones in a row are counted. */
  readonly fetch: NetworkFetch = async (url, init) => {
    // the query is left out: it may hold what should not be printed
    const call = `${init.method} ${new URL(url).pathname}`;
    const response = await fetch(url, init).catch((error: unknown) => {
      this.#tell(`→ ${call}  no answer`);
      throw error;
    });
    this.#tell(`→ ${call}  ${response.status}`);
    return response;
  };

  readonly onRetry = ({ attempt, wait, reason }: ObservedRetry): void => {
    this.say(`↻ ${reason}: waiting ${(wait / 1000).toFixed(1)} s before attempt ${attempt + 1}`);
  };

  #tell(line: string): void {
    if (this.#repeated?.line === line) {
      this.#repeated.count += 1;
      return;
    }
    this.#flush();
    this.#repeated = { line, count: 1 };
  }

  #flush(): void {
    const told = this.#repeated;
    this.#repeated = undefined;
    if (told) this.#print(`   ${told.line}${told.count > 1 ? `  (${told.count} times)` : ""}`);
  }
}
