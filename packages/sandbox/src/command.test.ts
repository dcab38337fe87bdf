import { expect, test } from "vitest";
import { type CommandOptions, runCommand } from "./command.ts";

test.each([
  [["--prot"], 2],
  [["--help"], 0],
])("runCommand(%j) ends with %i by itself", async (words, exitCode) => {
  const { options } = printing();
  expect(await runCommand(words, options)).toBe(exitCode);
});

test("runCommand() stops the sandbox when its signal is aborted", async () => {
  const { options, controller, printed } = printing();
  const running = runCommand(["--port", "0"], options);
  await expect.poll(printed).toContain("The sandbox is running");
  const url = /base URL +(\S+)/.exec(printed())?.[1] ?? "";
  expect((await fetch(`${url}/_sandbox/about`)).status).toBe(200);
  controller.abort();
  expect(await running).toBe(0);
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});

function printing(): { options: CommandOptions; controller: AbortController; printed: () => string } {
  let text = "";
  const controller = new AbortController();
  const output = { out: (part: string) => void (text += part), error: (part: string) => void (text += part) };
  return { options: { output, signal: controller.signal }, controller, printed: () => text };
}
