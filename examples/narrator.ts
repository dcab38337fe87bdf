import type { NetworkFetch, ObservedRetry } from "@openwaba/runtime";

/** Prints a short log: the steps, their calls and retries. */
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

  /** A fetch that prints each call with its status, and counts equal ones in a row. */
  readonly fetch: NetworkFetch = async (url, init) => {
    // without the query: it may contain secrets
    const call = `${init.method} ${new URL(url).pathname}`;
    const response = await fetch(url, init).catch((error: unknown) => {
      this.#tell(`→ ${call}  no response`);
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
