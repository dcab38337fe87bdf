import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createWebhookHandler, toNodeHandler } from "@openwaba/webhooks";
import type { Sandbox } from "@openwaba/sandbox";
import { cli, closedUrl, environmentOf, sandboxFor } from "../cli.test-support.ts";
import type { Finding } from "../doctor/finding.ts";

const verifyToken = "a verify token";

test("doctor fails and begins with the token when it does not work", async () => {
  const sandbox = await sandboxFor();
  const found = await examine(sandbox, { WHATSAPP_ACCESS_TOKEN: "EAAHarbourWithoutAnEnd" });
  expect(found.exitCode).toBe(1);
  expect(found.broken).toEqual([expect.stringContaining("The token does not work")]);
});

test("doctor says that nobody answers, and stops", async () => {
  const sandbox = await sandboxFor();
  const { findings, exitCode } = await examine(sandbox, { WHATSAPP_BASE_URL: (await closedUrl()).slice(0, -1) });
  expect(exitCode).toBe(1);
  expect(findings.at(-1)).toMatchObject({ state: "broken", message: expect.stringContaining("ECONNREFUSED") });
});

test("doctor tells that the secret is that of another app, and goes on without it", async () => {
  const sandbox = await sandboxFor({ appSecret: "0badc0de0badc0de0badc0de0badc0de" });
  const { broken, findings } = await examine(sandbox, { META_APP_SECRET: "1badc0de1badc0de1badc0de1badc0de" });
  expect(broken).toContain("META_APP_SECRET is not the secret of the app META_APP_ID");
  expect(JSON.stringify(findings)).not.toMatch(/badc0de/);
});

test("doctor tells that the app demands signed calls", async () => {
  const sandbox = await sandboxFor({ appSecret: "0badc0de0badc0de0badc0de0badc0de" });
  const { META_APP_SECRET: _, ...environment } = environmentOf(sandbox);
  const { stdout, exitCode } = await cli(["doctor"], { environment });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✗ The app demands calls that are signed with its secret");
});

test.each([
  ["WHATSAPP_PHONE_NUMBER_ID", "108110225599999", "is no number of the account"],
  ["WHATSAPP_PHONE_NUMBER_ID", "15550123456", "WHATSAPP_PHONE_NUMBER_ID is the number itself"],
  ["WHATSAPP_BUSINESS_ACCOUNT_ID", "102290129399999", "Cannot GET /{waba_id}"],
  ["META_APP_ID", "670843887499999", "The token belongs to the app 670843887433847"],
])("doctor finds a wrong %s: %s", async (name, value, message) => {
  const sandbox = await sandboxFor();
  const { broken } = await examine(sandbox, { [name]: value });
  expect(broken).toContainEqual(expect.stringContaining(message));
});

test.each([
  ["WHATSAPP_ACCESS_TOKEN", "EAAHarbour\nCoffee", 2],
  ["META_APP_SECRET", "two words", 1],
])("doctor tells of a %s that cannot be sent, without repeating it", async (name, value, exitCode) => {
  const sandbox = await sandboxFor();
  const run = await cli(["doctor"], { environment: { ...environmentOf(sandbox), [name]: value } });
  expect(run.exitCode).toBe(exitCode);
  expect(run.stdout + run.stderr).toContain("must be a string of printable ASCII without spaces");
  expect(run.stdout + run.stderr).not.toMatch(/Harbour\n?Coffee\b|two words/);
});

test("doctor looks at the account that the token is limited to where the settings name none", async () => {
  const paths: string[] = [];
  const url = await serve(({ url: path = "" }, response) => {
    paths.push(path);
    const granular_scopes = [{ scope: "whatsapp_business_messaging", target_ids: ["102290129340398"] }];
    const token = { is_valid: true, expires_at: 0, scopes: ["whatsapp_business_messaging"], granular_scopes };
    const error = { message: "Unsupported get request", type: "GraphMethodException", code: 100 };
    const isKnown = path.includes("debug_token");
    response.writeHead(isKnown ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify(isKnown ? { data: token } : { error }));
  });
  const environment = { WHATSAPP_BASE_URL: url.slice(0, -1), WHATSAPP_ACCESS_TOKEN: "harbour-access-token" };
  const { exitCode, stdout } = await cli(["doctor"], { environment });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✗ The token lacks whatsapp_business_management");
  expect(paths).toContainEqual(expect.stringContaining("/102290129340398/phone_numbers"));
});

test("doctor warns of a token that expires soon", async () => {
  const sandbox = await sandboxFor();
  const { findings } = await examine(sandbox, { WHATSAPP_ACCESS_TOKEN: sandbox.issueToken({ expiresIn: 86_400 }) });
  expect(findings).toContainEqual(
    expect.objectContaining({ about: "token", state: "warning", message: expect.stringContaining("expires on") }),
  );
});

test("doctor finds webhooks that nobody receives", async () => {
  const sandbox = await sandboxFor();
  const { broken } = await examine(sandbox);
  expect(broken).toEqual(
    expect.arrayContaining(["No app receives the webhooks of the account", "The app has no callback URL for WhatsApp"]),
  );
});

test.each<[what: string, answer: RequestListener, message: string]>([
  ["hangs up", (request) => request.socket.destroy(), "does not answer"],
  ["knows no handshake", (_, response) => response.writeHead(404).end(), "with status 404"],
  ["answers with a page", (_, response) => response.end("<html>"), "with something else than hub.challenge"],
  ["takes what anybody sends", echo(200), "takes deliveries with a wrong signature"],
  ["takes nothing", echo(401), "refuses a delivery that is rightly signed"],
])("doctor finds a callback URL that %s", async (_, answer, message) => {
  const sandbox = await sandboxFor({ webhook: { url: await serve(answer), verifyToken } });
  const { broken } = await examine(sandbox);
  expect(broken).toContainEqual(expect.stringContaining(message));
});

test("doctor is content with a callback URL of ours", async () => {
  const events: unknown[] = [];
  const appSecret = "0badc0de0badc0de0badc0de0badc0de";
  const on = { other: (event: unknown) => void events.push(event) };
  const url = await serve(toNodeHandler(createWebhookHandler({ appSecret, verifyToken, on })));
  const sandbox = await sandboxFor({ appSecret, webhook: { url, verifyToken } });
  const { findings } = await examine(sandbox);
  const webhooks = findings.filter(({ about }) => about === "webhooks");
  expect(webhooks.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok"]);
  expect(events).toEqual([]);
});

test("doctor names numbers, their quality and templates that cannot be sent", async () => {
  const sandbox = await sandboxFor();
  await sandbox.numbers.setQuality(sandbox.phoneNumberId, "RED");
  const { findings } = await examine(sandbox);
  const messages = findings.map(({ message }) => message);
  expect(messages).toContain("The quality of +1 555-012-3456 is RED");
  expect(messages).toContain("+44 20 7946 0123 is not registered: it can neither send nor receive");
  expect(messages).toContainEqual(expect.stringMatching(/^\d+ of \d+ templates can be sent$/));
  expect(messages).toContain("paused: weekend_brunch (en_GB)");
});

test("doctor shows people what is wrong and what to do, line by line", async () => {
  const sandbox = await sandboxFor();
  const { stdout, exitCode } = await cli(["doctor", "--sandbox", sandbox.url]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✓ The token works and does not expire (system user)");
  expect(stdout).toContain("✗ No app receives the webhooks of the account\n    Subscribe your app");
  expect(stdout).toMatch(/\n\d broken, \d to look at: begin with the first ✗\n$/);
});

async function examine(sandbox: Sandbox, changes: Readonly<Record<string, string>> = {}) {
  const environment = { ...environmentOf(sandbox), ...changes };
  const { stdout, exitCode } = await cli(["doctor", "--json"], { environment });
  const { findings }: { findings: Finding[] } = JSON.parse(stdout);
  return {
    exitCode,
    findings,
    broken: findings.filter(({ state }) => state === "broken").map(({ message }) => message),
  };
}

/** Answers every handshake, and deliveries with a status. */
function echo(status: number): RequestListener {
  return (request, response) => {
    const challenge = new URL(request.url ?? "/", "http://localhost").searchParams.get("hub.challenge");
    response.writeHead(request.method === "GET" ? 200 : status).end(challenge ?? "");
  };
}

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => void answer(request, response));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
