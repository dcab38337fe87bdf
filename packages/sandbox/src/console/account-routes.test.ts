import { expect, test } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";

const webhook = { url: "http://127.0.0.1:9/", verifyToken: "verify-sesame" };
const secretsOfOptions = { accessToken: "access-sesame", webhook, webhookSecret: "app-sesame" };
const { sandbox, call } = await shareSandbox({ ...secretsOfOptions, strict: false }); // it keeps undocumented passwords too
const number = "108110225544001";

async function get(path: string) {
  const response = await fetch(`${sandbox.url}/_sandbox${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What `/live` tells, read in the background until it is cancelled. */
async function listen() {
  const { body } = await fetch(`${sandbox.url}/_sandbox/live`);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const read = async (): Promise<void> => {
    const { done, value = "" } = (await reader?.read()) ?? { done: true };
    text += value;
    if (done !== true) await read();
  };
  const ended = read().catch(() => undefined); // the sandbox closes the connection at its end
  return {
    contains: (word: string) => expect.poll(() => text.includes(word)).toBe(true),
    async end() {
      await reader?.cancel();
      await ended;
      return text;
    },
  };
}

test("no secret leaves by the world or the live stream", async () => {
  const live = await listen();
  const server = {
    app_id: "670843887433847",
    hostname: "sip.example.com",
    port: 5061,
    sip_user_password: "sip-sesame",
  };
  const settings = { calling: { status: "ENABLED", sip: { status: "ENABLED", servers: [server] } } };
  await call("POST", `/${number}/settings`, { body: settings });
  await call("POST", `/${number}`, { body: { pin: "917365" } });
  const token = sandbox.issueToken();
  const pooled = await call("POST", "/506914307656634/add_phone_numbers", { body: { phone_number: "+15550192837" } });
  const pooledId = String(pooled.body["id"]);
  const code = { code_method: "SMS", language: "en_US" };
  await call("POST", `/${pooledId}/request_code`, { body: code });
  await call("POST", "/108110225544002/request_code", { body: code });
  const codes = [pooledId, "108110225544002"].map((id) => sandbox.codeFor(id));
  expect(codes).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{6}$/)]);

  await sandbox.numbers.setThroughput(number, "HIGH"); // the last that is told
  await live.contains('"level":"HIGH"');
  const told = await live.end();
  const world = JSON.stringify((await get("/world")).body);
  const isDelivery = (line: string) => line.includes('"type":"delivery"');
  const lines = told.split("\n");
  const deliveries = lines.filter(isDelivery).join("\n");
  const others = lines.filter((line) => !isDelivery(line)).join("\n");
  const has = (text: string, words: readonly string[]) => words.filter((word) => text.includes(word));
  // in quotes, as the digits of a code may stand in a time or an id by chance
  const quoted = codes.map((known) => JSON.stringify(known));
  const secrets = ["access-sesame", "app-sesame", "verify-sesame", '"917365"', token, ...quoted];
  expect(has(world, ["sip.example.com", "sip-sesame", ...secrets])).toEqual(["sip.example.com"]);
  expect(has(others, ["sip.example.com", "sip-sesame", ...secrets])).toEqual(["sip.example.com"]);
  // a webhook tells the settings of calling as the business gave them
  expect(has(deliveries, secrets)).toEqual([]);
});

test("codes, PINs and flow JSON are shown to who asks for them", async () => {
  expect(await get(`/numbers/${number}/secrets`)).toEqual({ status: 200, body: {} });
  await call("POST", `/${number}`, { body: { pin: "917365" } });
  expect(await get(`/numbers/${number}/secrets`)).toEqual({ status: 200, body: { pin: "917365" } });
  await call("POST", "/108110225544002/request_code", { body: { code_method: "SMS", language: "en_US" } });
  expect(await get("/numbers/108110225544002/secrets")).toEqual({
    status: 200,
    body: { code: sandbox.codeFor("108110225544002"), codeSentAt: expect.any(Number) },
  });
  expect(await get("/numbers/1/secrets")).toMatchObject({ status: 404 });
});

test("tokens are listed without their text", async () => {
  const token = sandbox.issueToken({ expiresIn: 60, appId: "12" });
  const { body } = await get("/tokens");
  expect(body).toEqual({
    data: [{ type: "SYSTEM_USER", appId: "12", issuedAt: expect.any(Number), expiresAt: expect.any(Number) }],
  });
  expect(JSON.stringify(body)).not.toContain(token);
});

test("the documents are served, and nothing beside them", async () => {
  const { body } = await get("/openapi");
  expect(body["data"]).toContain("messages/messages.json");
  expect(body["data"]).not.toContain("index.json");
  const { status, body: document } = await get("/openapi/messages/messages.json");
  expect({ status, document }).toMatchObject({ status: 200, document: { openapi: "3.1.0" } });
  for (const name of [
    "messages/none.json",
    "..%2Fpackage.json/x",
    "messages/..%2Findex.json",
    "messages/..%2F..%2Fpackage.json",
  ])
    expect(await get(`/openapi/${name}`)).toMatchObject({ status: 404 });
});

test("what a client needs is told, as the command prints it", async () => {
  const { body } = await get("/about");
  expect(body).toMatchObject({ phoneNumberId: number, verifyToken: "verify-sesame", needsProof: false });
  expect(body["environment"]).toContain(`WHATSAPP_BASE_URL=${sandbox.url}\n`);
  expect(body["environment"]).toContain("WEBHOOK_VERIFY_TOKEN=verify-sesame");
  expect(body["sendTemplate"]).toContain("Authorization: Bearer access-sesame");

  const { sandbox: signed } = await startSandbox({ appSecret: "app-sesame" });
  const about = await fetch(`${signed.url}/_sandbox/about`).then((response) => response.json());
  expect(about).toMatchObject({ needsProof: true, sendTemplate: expect.stringContaining("?appsecret_proof=") });
});
