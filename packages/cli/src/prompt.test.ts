import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { sandboxFor } from "./cli.test-support.ts";
import { runCli } from "./run.ts";

/** A terminal whose person types this as soon as it asks. */
function terminal(typed: string) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  let shown = "";
  stdout.on("data", (piece) => (shown += piece));
  stderr.on("data", (piece) => {
    if (!shown.includes("it is not shown") && String(piece).includes("it is not shown"))
      queueMicrotask(() => stdin.write(typed));
    shown += piece;
  });
  const { signal } = new AbortController();
  return { world: { stdin, stdout, stderr, cwd: import.meta.dirname, signal }, shown: () => shown };
}

test("a token that a person types is used and never shown", async () => {
  const sandbox = await sandboxFor({ accessToken: "harbour-access-token-1234567890" });
  const { world, shown } = terminal(`${sandbox.accessToken}\r`);
  const environment = { WHATSAPP_BASE_URL: sandbox.url, WHATSAPP_BUSINESS_ACCOUNT_ID: sandbox.accountId };
  expect(await runCli(["numbers"], { ...world, environment })).toBe(0);
  expect(shown()).toContain(sandbox.phoneNumberId);
  expect(shown()).not.toContain("harbour");
});

test("Ctrl+C at the question ends the command", async () => {
  const { world, shown } = terminal("\u0003");
  expect(await runCli(["token"], { ...world, environment: {} })).toBe(130);
  expect(shown()).toContain("nothing was entered");
});

test("a program that reads JSON is not asked", async () => {
  const { world, shown } = terminal("x\r");
  expect(await runCli(["token", "--json"], { ...world, environment: {} })).toBe(2);
  expect(shown()).toContain("set WHATSAPP_ACCESS_TOKEN");
});
