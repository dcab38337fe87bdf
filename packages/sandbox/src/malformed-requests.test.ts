import { once } from "node:events";
import { request } from "node:http";
import { expect, it } from "vitest";
import { sendMalformedRequests, serverErrors } from "../../../scripts/lib/malformed-requests.ts";
import { shareSandbox } from "./sandbox.test-support.ts";

const { sandbox } = await shareSandbox();

it.each([
  ["the Graph API", "/v25.0/506914307656634/preverified_numbers", "url"],
  ["batches", "/v25.0/", "url"],
  ["a call without a token", "/v25.0/oauth/access_token", "url"],
  ["the control routes", "/_sandbox/webhooks/verify", "url"],
  ["the media host", "/whatsapp_business/attachments/", "mediaUrl"],
] as const)("%s outlives malformed requests and rejects each of them", async (_, path, address) => {
  const { hostname, port } = new URL(sandbox[address]);
  const checkAlive = async () => expect((await fetch(sandbox[address] + path)).status).toBeLessThan(500);
  const responses = await sendMalformedRequests({ host: hostname, port: Number(port), path, checkAlive });
  expect(serverErrors(responses)).toEqual([]);
  expect(responses.filter(({ statuses }) => statuses.some((status) => status >= 200 && status < 400))).toEqual([]);
});

it.each([
  ["the Graph API", "url", { "//": 400, "http://[": 400, "*": 400, "http://": 400, "http://a:99999/": 400 }],
  [
    "the media host",
    "mediaUrl",
    { "//": 404, "http://[": 400, "*": 400, "http://": 400, "http://a:99999/": 400, "//a:b": 404 },
  ],
] as const)("%s responds to an invalid target", async (_, address, statuses) => {
  for (const [path, status] of Object.entries(statuses)) {
    const { hostname, port } = new URL(sandbox[address]);
    const headers = { authorization: "Bearer stranger", "user-agent": "test" };
    const [response] = await once(request({ hostname, port, path, headers, agent: false }).end(), "response");
    expect([path, response.resume().statusCode]).toEqual([path, status]);
  }
});
