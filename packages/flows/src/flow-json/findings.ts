import type { FlowErrorCode } from "./error.ts";
import type { Path } from "./read/json.ts";

/** Something wrong, before it is known where in the text. */
export interface Finding {
  code: FlowErrorCode;
  message: string;
  path: Path;
  /** Whether the name of the member is wrong, and not its value. */
  isName: boolean;
}

/** A hostile flow could have millions. */
const most = 1000;

/** Collects what is wrong. */
export class Findings {
  readonly #found = new Map<string, Finding>();

  /** All of them, those at the beginning of the flow first. */
  get all(): Finding[] {
    return [...this.#found.values()];
  }

  get isFull(): boolean {
    return this.#found.size >= most;
  }

  add(code: FlowErrorCode, path: Path, message: string, isName = false): void {
    const key = `${code} ${path.join("/")}`;
    if (!this.isFull && !this.#found.has(key)) this.#found.set(key, { code, message, path, isName });
  }
}
