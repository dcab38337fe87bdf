import { once } from "node:events";
import { get } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox } from "@openwaba/sandbox";
import { expect, it, onTestFinished } from "vitest";
import { startProxy } from "../specs/workflows.test-support.ts";
import { startFaultServer } from "../bench/fault-server.ts";
import { startServer } from "../bench/server.ts";
import { sendMalformedRequests, serverErrors } from "./lib/malformed-requests.ts";
import { servePage } from "../consumer-tests/page.ts";
import { startEmptyRegistry } from "./release/registry.test-support.ts";

const path = "/v25.0/506914307656634/preverified_numbers";

async function startSandbox() {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  return sandbox;
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
    const server = servePage("", (await startSandbox()).url);
    onTestFinished(() => void server.close().closeAllConnections());
    await once(server.listen(0, "127.0.0.1"), "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  async "the proxy in front of workflows"() {
    return startProxy(await startSandbox(), (answer) => answer);
  },
  async "the empty registry"() {
    const { url, close } = await startEmptyRegistry();
    onTestFinished(close);
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
  const server = servePage("", (await startSandbox()).url);
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const [response] = await once(get({ host: "127.0.0.1", port, path: `${stranger.baseUrl}/x` }), "response");
  expect(response.statusCode).toBe(400);
  expect(stranger.sightings.requests).toBe(0);
});
