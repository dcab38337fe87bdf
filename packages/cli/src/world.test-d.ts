import { expectTypeOf, test } from "vitest";
import { runCli, runProcess, type World } from "./index.ts";

const { env: environment, stdin, stdout, stderr } = process;
const { signal } = new AbortController();

test("the streams of a process are a world", () => {
  const world = { environment, stdin, stdout, stderr, cwd: ".", signal };
  expectTypeOf(world).toExtend<World>();
  expectTypeOf(runCli(["doctor"], world)).resolves.toEqualTypeOf<number>();
  expectTypeOf(runCli(["doctor"], { ...world, fetch })).resolves.toEqualTypeOf<number>();
  expectTypeOf(runProcess(process)).resolves.toEqualTypeOf<void>();
});

test("a world without a signal, or with a text as words, does not compile", () => {
  // @ts-expect-error the signal is missing
  void runCli(["doctor"], { environment, stdin, stdout, stderr, cwd: "." });
  // @ts-expect-error a command line is a list of words
  void runCli("doctor", { environment, stdin, stdout, stderr, cwd: ".", signal });
});
