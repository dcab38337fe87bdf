import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { reportMissing } from "../../../scripts/lib/missing.ts";
import { startWorker, type Worker } from "../../../scripts/lib/worker.ts";
import { bundleText, type conditions } from "../../../consumer-tests/bundle.ts";
import { findTool, installHint } from "../../../consumer-tests/tools.ts";
import { signWebhook } from "./sign.ts";
import { appSecret, handshake, texts, verifyToken } from "./webhooks.test-support.ts";

const workerd = findTool("workerd", "bin/workerd");
const isMissing = reportMissing("packages/webhooks/src/workers.test.ts", { workerd }, installHint);

const program = `import { createWebhookHandler } from "@openwaba/webhooks";
const handled = [];
const handler = createWebhookHandler({
  appSecret: "${appSecret}",
  verifyToken: "${verifyToken}",
  on: {
    async "messages.text"({ message }) {
      await scheduler.wait(50);
      handled.push(message.id);
    },
  },
});
export default {
  fetch: (request, env, context) =>
    new URL(request.url).pathname === "/handled" ? Response.json(handled) : handler(request, context),
};
`;

const folder = join(import.meta.dirname, "..");
const bundle = (host: keyof typeof conditions) => bundleText(folder, program, host);

test("the package uses node:crypto under the condition node, and nothing of Node elsewhere", async () => {
  expect(await bundle("node")).toContain('from "node:crypto"');
  expect(await bundle("workers")).not.toMatch(/from "node:|\bBuffer\b|\bprocess\.\w/);
});

describe.skipIf(isMissing)("a handler in a Cloudflare worker", () => {
  let worker: Worker;
  let url: string;

  beforeAll(async () => {
    worker = await startWorker(workerd ?? "", await bundle("workers"));
    url = worker.url;
  });
  afterAll(() => worker.stop());

  test("rejects a forged delivery", async () => {
    expect((await fetch(url, await signWebhook(texts("wamid.X"), "other"))).status).toBe(401);
  });

  test("responds to the handshake", async () => {
    const answer = await fetch(`${url}/${handshake}`);
    expect([answer.status, await answer.text()]).toEqual([200, "1158201444"]);
  });

  test("responds to a delivery, handles it afterwards, and handles it once", async () => {
    const signed = await signWebhook(texts("wamid.Ä"), appSecret);
    const handled = async () => (await fetch(`${url}/handled`)).json();
    expect((await fetch(url, signed)).status).toBe(200);
    await vi.waitFor(async () => expect(await handled()).toEqual(["wamid.Ä"]));
    expect((await fetch(url, signed)).status).toBe(200);
    expect(await handled()).toEqual(["wamid.Ä"]);
  });
});
