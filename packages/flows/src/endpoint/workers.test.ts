import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportMissing } from "../../../../scripts/lib/missing.ts";
import { startWorker, type Worker } from "../../../../scripts/lib/worker.ts";
import { bundleText, type conditions } from "../../../../consumer-tests/bundle.ts";
import { findTool, installHint } from "../../../../consumer-tests/tools.ts";
import { appSecret, ask, attach, createKeys, sign } from "./endpoint.test-support.ts";

const workerd = findTool("workerd", "bin/workerd");
const isMissing = reportMissing("packages/flows/src/endpoint/workers.test.ts", { workerd }, installHint);

const { privateKey, publicKey, pem } = createKeys();
const pkcs1 = String(privateKey.export({ type: "pkcs1", format: "pem" }));
const encrypted = String(
  privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "word" }),
);

const file = attach(new Uint8Array(100_000).fill(7));

// the endpoint is created before any request, as in users' workers
const program = `import { completeFlow, createFlowEndpoint, downloadFlowMedia, generateFlowKeys } from "@openwaba/flows/endpoint";
const options = { privateKey: [${JSON.stringify(pkcs1)}, ${JSON.stringify(pem)}], appSecret: "${appSecret}" };
const media = ${JSON.stringify(file.media)};
const bytes = Uint8Array.from(atob("${file.encrypted.toString("base64")}"), (character) => character.charCodeAt(0));
const failed = [];
const endpoint = createFlowEndpoint({
  ...options,
  on: {
    data_exchange: { SIGN_UP: (event) => completeFlow(event, event.data) },
    INIT: async () => ({ screen: "KEYS", data: await generateFlowKeys() }),
    async BACK() {
      const file = await (await downloadFlowMedia(media, { fetch: async () => new Response(bytes) })).bytes();
      return { screen: "FILE", data: { length: file.length, isWhole: file.every((byte) => byte === 7) } };
    },
  },
  onError: (error) => failed.push(error.message),
});
try {
  createFlowEndpoint({ ...options, on: {}, privateKey: ${JSON.stringify(encrypted)}, passphrase: "word" });
} catch (error) {
  failed.push(error.message);
}
export default {
  fetch: (request) => new URL(request.url).pathname === "/failed" ? Response.json(failed) : endpoint(request),
};
`;

const folder = join(import.meta.dirname, "../..");
const bundle = (host: keyof typeof conditions) => bundleText(folder, program, host);

test("the package uses node:crypto under the condition node, and nothing of Node elsewhere", async () => {
  expect(await bundle("node")).toContain('from "node:crypto"');
  expect(await bundle("workers")).not.toMatch(/from "node:|\bBuffer\b|\bprocess\.\w/);
});

describe.skipIf(isMissing)("an endpoint in a Cloudflare worker", () => {
  let worker: Worker;

  beforeAll(async () => {
    worker = await startWorker(workerd ?? "", await bundle("workers"));
  });
  afterAll(() => worker.stop());

  test("answers a client, and rejects others", async () => {
    const data = { name: "Zoë ☕" };
    const request = { action: "data_exchange", screen: "SIGN_UP", data, flow_token: "1" };
    const params = { ...data, flow_token: "1" };
    expect(await ask(worker.url, request, publicKey)).toMatchObject({
      status: 200,
      answer: { screen: "SUCCESS", data: { extension_message_response: { params } } },
    });
    expect((await ask(worker.url, request, createKeys().publicKey)).status).toBe(421);
    const headers = { "x-hub-signature-256": sign("{}", "other") };
    expect((await fetch(worker.url, { method: "POST", headers, body: "{}" })).status).toBe(432);
  });

  test("generates keys", async () => {
    const { answer } = await ask(worker.url, { action: "INIT" }, publicKey);
    expect(answer).toMatchObject({
      data: {
        privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----\n/),
        publicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/),
      },
    });
  });

  test("decrypts a file", async () => {
    const { answer } = await ask(worker.url, { action: "BACK" }, publicKey);
    expect(answer).toEqual({ screen: "FILE", data: { length: 100_000, isWhole: true } });
  });

  test("says that it cannot read an encrypted key", async () => {
    const failed: string[] = await (await fetch(`${worker.url}/failed`)).json();
    // Node's fetch sends a request again after 421
    expect([...new Set(failed)]).toEqual([
      expect.stringMatching(/^Cannot read the private key: it is encrypted, which only Node, Bun and Deno can read/),
      "Cannot answer the flow: no private key decrypts the request",
    ]);
  });
});
