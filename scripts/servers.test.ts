import { once } from "node:events";
import { get } from "node:http";
import { createSandbox } from "@openwaba/sandbox";
import { expect, it, onTestFinished } from "vitest";
import { startProxy } from "../specs/workflows.test-support.ts";
import { startFaultServer } from "../bench/fault-server.ts";
import { startServer } from "../bench/server.ts";
import { listen } from "./lib/loopback.ts";
import { sendMalformedRequests, serverErrors } from "./lib/malformed-requests.ts";
import { servePage } from "../consumer-tests/page.ts";
import { startEmptyRegistry } from "./release/registry.test-support.ts";

const path = "/v25.0/506914307656634/preverified_numbers";

async function startSandbox() {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function startPage() {
  const page = await listen(servePage("", (await startSandbox()).url));
  onTestFinished(page.stop);
  return page;
}

const servers: Record<string, () => Promise<string>> = {
  async "the server of the benchmarks"() {
    const { baseUrl, stop } = await startServer();
    onTestFinished(stop);
    return baseUrl;
  },
  async "the server with faults of the benchmarks"() {
    const { baseUrl, stop } = await startFaultServer({ faults: [], share: 0, acts: false });
    onTestFinished(stop);
    return baseUrl;
  },
  async "the server of the page that runs in Chromium"() {
    return (await startPage()).url;
  },
  async "the proxy in front of workflows"() {
    return startProxy(await startSandbox(), (answer) => answer);
  },
  async "the empty registry"() {
    const { url, stop } = await startEmptyRegistry();
    onTestFinished(stop);
    return url;
  },
};

it.each(Object.entries(servers))("%s survives malformed requests", async (_, start) => {
  const { origin, hostname, port } = new URL(await start());
  const checkAlive = async () => expect((await fetch(origin + path)).status).toBeLessThan(500);
  const responses = await sendMalformedRequests({ host: hostname, port: Number(port), path, checkAlive });
  expect(serverErrors(responses)).toEqual([]);
});

it("the server of the page calls no other host", async () => {
  const stranger = await startFaultServer({ faults: [], share: 0, acts: false });
  onTestFinished(stranger.stop);
  const { port } = await startPage();
  const [response] = await once(get({ host: "127.0.0.1", port, path: `${stranger.baseUrl}/x` }), "response");
  expect(response.statusCode).toBe(401);
  expect(stranger.sightings.requests).toBe(0);
});
