import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createWebhookHandler, statusWebhook, toNodeHandler, type WebhookEvent } from "@openwaba/webhooks";
import {
  cli,
  closedUrl,
  collect,
  environmentOf,
  folderWith,
  said,
  sandboxFor,
  startCli,
} from "../../cli.test-support.ts";

const appSecret = "0badc0de0badc0de0badc0de0badc0de";

test("webhooks listen refuses what is not signed, and a wrong handshake", async () => {
  const environment = { META_APP_SECRET: appSecret, WEBHOOK_VERIFY_TOKEN: "right" };
  const listener = startCli(["webhooks", "listen", "--port", "0"], { environment });
  const [stdout, stderr] = [collect(listener, "stdout"), collect(listener, "stderr")];
  const [, url = ""] = await said(listener, stderr, /Listening at (\S+)/);
  const answer = await fetch(url, { method: "POST", body: '{"entry":[]}' });
  expect(answer.status).toBe(401);
  const handshake = (token: string) => fetch(`${url}?hub.mode=subscribe&hub.challenge=7&hub.verify_token=${token}`);
  expect((await handshake("wrong")).status).toBe(403);
  expect(await (await handshake("right")).text()).toBe("7");
  await said(listener, stderr, /refused.*no signature[^]*verified/);
  expect(stdout()).toBe("");
});

test("webhooks listen --sandbox prints what customers write, stores it, and replay sends it again", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({});
  const words = ["webhooks", "listen", "--port", "0", "--save", "kept", `--sandbox=${sandbox.url}`];
  const listener = startCli(words, { cwd });
  const [stdout, stderr] = [collect(listener, "stdout"), collect(listener, "stderr")];
  await said(listener, stderr, /The sandbox sends its webhooks here/);
  await sandbox.customer({ phoneNumber: "+15550123456", name: "Amara" }).text("Where is my order?");
  await said(listener, stdout, /messages\.text 15550123456 \(Amara\)[^]*Where is my order\?/);
  listener.kill("SIGINT");
  expect(await once(listener, "close")).toEqual([0, null]);

  const files = await readdir(join(cwd, "kept"));
  expect(files).toHaveLength(1);
  expect(JSON.parse(await readFile(join(cwd, "kept", files[0] ?? ""), "utf8"))).toHaveProperty("entry");
  const events: WebhookEvent[] = [];
  const url = await serve(sandbox.appSecret, events);
  const environment = environmentOf(sandbox);
  const replay = await cli(["webhooks", "replay", url, join("kept", files[0] ?? "")], { cwd, environment });
  expect(replay).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("200") });
  expect(events).toMatchObject([{ kind: "message", message: { text: { body: "Where is my order?" } } }]);
});

test("webhooks listen goes on after a delivery that is signed and no webhook, and after a change it cannot read", async () => {
  const environment = { META_APP_SECRET: appSecret, WEBHOOK_VERIFY_TOKEN: "right" };
  const listener = startCli(["webhooks", "listen", "--port", "0"], { environment });
  const [stdout, stderr] = [collect(listener, "stdout"), collect(listener, "stderr")];
  const [, url = ""] = await said(listener, stderr, /Listening at (\S+)/);
  const deliver = (input: string) => cli(["webhooks", "replay", url], { environment, input });
  expect((await deliver("no JSON \u001b[2J")).stdout).toContain("400");
  expect((await deliver('{"entry":7}')).stdout).toContain("400");
  const odd = {
    object: "x",
    entry: [{ id: "\u001b[2J", changes: [{ field: "\u001b[1m", value: { messages: [null, 7] } }, 7] }],
  };
  expect(await deliver(JSON.stringify(odd))).toMatchObject({ exitCode: 0 });
  const late = statusWebhook({ id: "wamid.1", status: "failed", errors: [{ code: 131047, title: "Late" }] });
  await deliver(JSON.stringify(late));
  await said(listener, stdout, /statuses\.failed[^]*131047 Late/);
  expect(stdout() + stderr()).not.toMatch(/[^\P{Cc}\n]/u);
});

test("webhooks listen --save names a folder that cannot be made", async () => {
  const cwd = await folderWith({ taken: "a file" });
  const words = ["webhooks", "listen", "--port", "0", "--save", "taken/kept"];
  const { exitCode, stderr } = await cli(words, { cwd, environment: { META_APP_SECRET: appSecret } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Cannot store deliveries in taken/kept");
});

test("webhooks listen --json prints a line for each event", async () => {
  const sandbox = await sandboxFor();
  const listener = startCli(["webhooks", "listen", "--port", "0", "--json", `--sandbox=${sandbox.url}`]);
  const [stdout, stderr] = [collect(listener, "stdout"), collect(listener, "stderr")];
  await said(listener, stderr, /sends its webhooks here/);
  const customer = sandbox.customer("+15550123456");
  await customer.text("One");
  await customer.text("Two");
  await said(listener, stdout, /Two[^]*\n/);
  const lines = stdout().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).message.text.body)).toEqual(["One", "Two"]);
});

test("webhooks listen says that its port is taken", async () => {
  const url = await serve(appSecret, []);
  const words = ["webhooks", "listen", "--port", new URL(url).port];
  const { exitCode, stderr } = await cli(words, { environment: { META_APP_SECRET: appSecret } });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("another program has the port");
});

test.each([
  ["another secret", "another secret of an app", 1, /401/],
  ["nothing", undefined, 1, /Cannot deliver to http:\/\/127\.0\.0\.1:\d+: ECONNREFUSED/],
])("webhooks replay fails where %s receives it", async (_, secret, exitCode, expected) => {
  const url = secret === undefined ? await closedUrl() : await serve(secret, []);
  const environment = { META_APP_SECRET: appSecret };
  const run = await cli(["webhooks", "replay", url], { environment, input: '{"object":"x","entry":[]}' });
  expect(run.exitCode).toBe(exitCode);
  expect(run.stdout + run.stderr).toMatch(expected);
});

/** A server of somebody's, which verifies. */
async function serve(secret: string, events: WebhookEvent[]): Promise<string> {
  const on = { other: (event: WebhookEvent) => void events.push(event) };
  const server = createServer(toNodeHandler(createWebhookHandler({ appSecret: secret, verifyToken: "x", on })));
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
