import type { Context, TextOutput } from "../context.ts";
import { toJson } from "./json.ts";
import { type Block, layOut, type Look } from "./layout.ts";

/** Where a command shows what it did. */
export interface Output {
  /** Whether a program reads it: `--json`. */
  readonly isJson: boolean;
  /** Prints the result: the value as JSON, or the blocks for people. */
  result(value: unknown, blocks: readonly Block[]): void;
  /** Prints one of many results: the value as a line of JSON, or the blocks. */
  event(value: unknown, blocks: readonly Block[]): void;
  /** Prints something beside the result, to standard error. */
  note(...blocks: readonly Block[]): void;
  /** Shows what is going on while a person waits; the next line replaces it. */
  progress(text: string): void;
}

export function createOutput(context: Context, isJson: boolean): Output {
  const { stdout, stderr, environment, secrets } = context;
  let isWaiting = false;

  function clear(): void {
    if (isWaiting) stderr.write("\r\u001b[K");
    isWaiting = false;
  }
  function print(stream: TextOutput, blocks: readonly Block[]): void {
    clear();
    const lines = layOut(blocks, lookOf(stream, environment));
    if (lines.length > 0) stream.write(secrets.hide(`${lines.join("\n")}\n`));
  }
  function printJson(value: unknown, indent?: number): void {
    clear();
    stdout.write(`${secrets.hide(toJson(value, indent))}\n`);
  }
  return {
    isJson,
    result: (value, blocks) => (isJson ? printJson(value, 2) : print(stdout, blocks)),
    event: (value, blocks) => (isJson ? printJson(value) : print(stdout, blocks)),
    note: (...blocks) => print(stderr, blocks),
    progress(text) {
      if (stderr.isTTY !== true || isJson) return;
      clear();
      const [line = ""] = layOut([text], { width: undefined, hasColors: false });
      stderr.write(secrets.hide(line.slice(0, (stderr.columns ?? 80) - 1)));
      isWaiting = true;
    },
  };
}

/** A terminal has a width and colours, unless the person wants none; a file or a pipe has neither. */
function lookOf(stream: TextOutput, environment: Context["environment"]): Look {
  const isTerminal = stream.isTTY === true;
  const isColorless = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return { width: isTerminal ? (stream.columns ?? 80) : undefined, hasColors: isTerminal && !isColorless };
}
