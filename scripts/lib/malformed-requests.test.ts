import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "./loopback.ts";
import { malformedRequests, type RawResponse, sendMalformedRequests, serverErrors } from "./malformed-requests.ts";

async function sendTo(
  listener: RequestListener,
  checkAlive: (url: string) => Promise<unknown>,
): Promise<RawResponse[]> {
  const { url, port, stop } = await listen(createServer(listener));
  onTestFinished(stop);
  return sendMalformedRequests({
    host: "127.0.0.1",
    port,
    path: "/x",
    checkAlive: () => checkAlive(`${url}/x`),
    idle: 300,
  });
}

test("no two of at least 400 malformed requests are the same", () => {
  const requests = malformedRequests("/webhook");
  expect(requests.length).toBeGreaterThanOrEqual(400);
  const distinct = new Set(requests.map(({ bytes, ending }) => ending + bytes.toString("latin1")));
  expect(distinct.size).toBe(requests.length);
});

test("a server that no longer responds is found, with the requests that may have crashed it", async () => {
  let isDown = false;
  const listener: RequestListener = (request, response) => {
    isDown ||= request.url === "http://[";
    if (isDown) response.destroy();
    else response.end();
  };
  await expect(sendTo(listener, (url) => fetch(url))).rejects.toThrow(
    /^Cannot reach the server after one of these requests: .*GET "http:\/\/\["/,
  );
});

test("a server that fails on a request is found, and one that rejects it is not", async () => {
  const listener: RequestListener = (request, response) => {
    response.statusCode = { TRACE: 500, OPTIONS: 501 }[request.method ?? ""] ?? 400;
    response.end();
  };
  const errors = serverErrors(await sendTo(listener, (url) => fetch(url)));
  expect(errors.length).toBeGreaterThan(10);
  expect(errors.map(({ name }) => name)).toContain('TRACE "http://["');
  expect(errors.filter(({ name }) => !name.includes("TRACE"))).toEqual([]);
});
