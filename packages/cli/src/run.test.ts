import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import {
  changeWorld,
  cli,
  closedUrl,
  collect,
  environmentOf,
  folderWith,
  said,
  sandboxFor,
  startCli,
} from "./cli.test-support.ts";

/** One of each command that speaks to the platform. */
const calls = [
  ["doctor"],
  ["numbers"],
  ["numbers", "show"],
  ["numbers", "health"],
  ["token"],
  ["send", "text", "+15550123456", "Hello"],
  ["send", "template", "+15550123456", "hello_world"],
  ["send", "read", "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQQA="],
];

test.each([
  ["no command that is known", ["number"], "unknown command 'number'"],
  ["an option that is known nowhere", ["numbers", "--tokens"], "unknown option '--tokens'"],
  ["a Graph version that is not supported", ["numbers", "--graph-version", "v1.0"], "Allowed choices are v23.0"],
  ["an account that is no id", ["numbers", "--waba", "Harbour"], "Cannot use --waba: an id has digits alone"],
  ["a sandbox without a URL", ["numbers", "--sandbox=harbour"], "write it like http://127.0.0.1:4000"],
  ["too many arguments", ["token", "mine"], "too many arguments"],
  ["a command of several without a name", ["send"], "one of these commands is missing"],
])("%s is a mistake of who typed it: exit code 2, nothing on standard output", async (_, words, message) => {
  const { exitCode, stdout, stderr } = await cli(words, { environment: { WHATSAPP_ACCESS_TOKEN: "EAAB" } });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(message);
});

test.each([
  ["a token", ["token", "EAAGharbourCoffeeRoastersLantern1234"]],
  ["a token in an option", ["numbers", "--waba=EAAGharbourCoffeeRoastersLantern1234"]],
  ["a token in a message", ["send", "text", "+15550123456", "It is EAAGharbourCoffeeRoastersLantern1234"]],
  ["an app token", ["token", "670843887433847|0badc0de0badc0de0badc0de"]],
  ["an option for a token", ["token", "--access-token", "harbour"]],
  ["the secret of the environment", ["send", "text", "+15550123456", "lantern-of-the-harbour"]],
])("%s on the command line is refused and not repeated", async (_, words) => {
  const environment = { META_APP_SECRET: "lantern-of-the-harbour" };
  const { exitCode, stdout, stderr } = await cli(words, { environment });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("the shell's history would keep it");
  expect(stderr).not.toMatch(/EAAG|badc0de|lantern/);
});

test.each(calls)("no secret is in what %s %s prints, neither for people nor for programs", async (...words) => {
  const appSecret = "0badc0de0badc0de0badc0de0badc0de";
  const accessToken = "harbour-access-token-1234567890";
  const sandbox = await sandboxFor({ appSecret, accessToken });
  const runs = [[], ["--json"]].flatMap((format) =>
    [accessToken, "lantern-access-token-0987654321"].map((token) =>
      cli([...words, ...format], { environment: { ...environmentOf(sandbox), WHATSAPP_ACCESS_TOKEN: token } }),
    ),
  );
  for (const { stdout, stderr } of await Promise.all(runs)) {
    expect(stdout + stderr).not.toMatch(/badc0de|access-token-|a verify token/);
    expect(stdout + stderr).not.toBe("");
  }
});

test("a secret that the platform repeats is hidden", async () => {
  const accessToken = "harbour-access-token-1234567890";
  const sandbox = await sandboxFor({ accessToken });
  changeWorld(sandbox, "Harbour Coffee Roasters", `It is ${accessToken}`);
  for (const format of [[], ["--json"]]) {
    const { stdout } = await cli(["numbers", ...format], { environment: environmentOf(sandbox) });
    expect(stdout).toContain("It is [hidden]");
    expect(stdout).not.toContain(accessToken);
  }
});

test.each(calls)("%s %s fails with a reason where nobody listens", async (...words) => {
  const environment = {
    WHATSAPP_BASE_URL: (await closedUrl()).slice(0, -1),
    WHATSAPP_ACCESS_TOKEN: "harbour-access-token",
    WHATSAPP_BUSINESS_ACCOUNT_ID: "102290129340398",
    WHATSAPP_PHONE_NUMBER_ID: "108110225544001",
  };
  const { exitCode, stdout, stderr } = await cli([...words, "--json"], { environment });
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain("ECONNREFUSED");
  expect(() => JSON.parse(stdout)).not.toThrow();
});

test("--sandbox says how to start one where there is none", async () => {
  const { exitCode, stderr } = await cli(["numbers", "--sandbox", await closedUrl()]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/Cannot reach the sandbox at \S+: ECONNREFUSED[^]*openwaba sandbox/);
});

test("--sandbox sends nothing of the environment to what is no sandbox", async () => {
  const seen: string[] = [];
  const server = createServer(({ headers, url }, response) => {
    seen.push(`${url} ${JSON.stringify(headers)}`);
    response.end("{}");
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { WHATSAPP_ACCESS_TOKEN: "harbour-access-token", META_APP_SECRET: "lantern-of-the-harbour" };
  const { exitCode, stderr } = await cli(["numbers", "--sandbox", url], { environment });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("what answers there is no sandbox");
  expect(seen).toHaveLength(1);
  expect(seen[0]).not.toMatch(/harbour|lantern/);
});

test("--sandbox before a recipient is no URL", async () => {
  const sandbox = await sandboxFor();
  const words = ["send", "text", "--sandbox", "+15550123456", "Hello"];
  const run = await cli(words, { environment: { WHATSAPP_BASE_URL: sandbox.url } });
  expect(run.stderr).not.toContain("--sandbox");
  expect(sandbox.calls.at(-1)?.body).toMatchObject({ to: "+15550123456", text: { body: "Hello" } });
});

test("a wrong token is named as such, with what to do", async () => {
  const sandbox = await sandboxFor();
  const environment = { ...environmentOf(sandbox), WHATSAPP_ACCESS_TOKEN: "EAAHarbourWithoutAnEnd" };
  const { exitCode, stderr } = await cli(["numbers"], { environment });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error .*code 190[^]*Get another token[^]*openwaba errors 190/);
});

test("what moves a cursor, colours or turns text around is never printed raw", async () => {
  const sandbox = await sandboxFor();
  const evil = "\u001b[2J\u001b]0;owned\u0007\u009b31mHarbour\r\n\u202eCoffee\u200f";
  changeWorld(sandbox, JSON.stringify("Harbour Coffee Roasters"), JSON.stringify(evil));
  const shown = await cli(["numbers"], { environment: environmentOf(sandbox) });
  expect(shown.stdout).toContain("Harbour");
  const json = await cli(["numbers", "--json"], { environment: environmentOf(sandbox) });
  for (const { stdout, stderr } of [shown, json]) expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(JSON.parse(json.stdout).phone_numbers[0].verified_name).toBe(evil);
});

test("names of customers in webhooks are not printed raw either", async () => {
  const sandbox = await sandboxFor();
  const listener = startCli(["webhooks", "listen", "--port", "0", "--sandbox", sandbox.url]);
  const [stdout, stderr] = [collect(listener, "stdout"), collect(listener, "stderr")];
  await said(listener, stderr, /sends its webhooks here/);
  await sandbox.customer({ phoneNumber: "+15550123456", name: "\u001b[31mAmara" }).text("\u001b[2J\u009b1mHello");
  await said(listener, stdout, /Hello/);
  expect(stdout()).not.toMatch(/[^\P{Cc}\n]/u);
});

test("a reader that goes away does not break it", async () => {
  const child = startCli(["errors"]);
  const stderr = collect(child, "stderr");
  child.stdout?.destroy();
  const [exitCode] = await once(child, "close");
  expect({ exitCode, stderr: stderr() }).toEqual({ exitCode: 0, stderr: "" });
});

test("Ctrl+C ends a command that waits, without a stack", async () => {
  const server = createServer(() => undefined);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const environment = {
    WHATSAPP_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    WHATSAPP_ACCESS_TOKEN: "harbour-access-token",
  };
  const child = startCli(["numbers", "--waba", "102290129340398"], { environment });
  const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
  await once(server, "request");
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([130, null]);
  expect(stdout() + stderr()).toBe("");
});

test("a file of variables that is not there is named", async () => {
  const { exitCode, stderr } = await cli(["numbers", "--env-file", "missing.env"], { cwd: await folderWith({}) });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain("missing.env");
});

test.each([[["--help"]], [["help", "send"]], [["numbers", "show", "--help"]]])("%j prints help", async (words) => {
  const { exitCode, stdout, stderr } = await cli(words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("Usage: openwaba");
});
