import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

export const octokit: Client = {
  name: "octokit",
  package: "@octokit/core",
  create({ baseUrl, fetch, survival }) {
    const RetryingOctokit = Octokit.plugin(retry);
    // it has no timeout setting: its users pass a signal to each fetch
    const send =
      survival === undefined
        ? fetch
        : (url: string, init: RequestInit) =>
            globalThis.fetch(url, { ...init, signal: AbortSignal.timeout(survival.timeout) });
    const client = new RetryingOctokit({
      baseUrl: `${baseUrl}/${version}`,
      ...(send && { request: { fetch: send } }),
      ...(survival && { retry: { retries: survival.attempts - 1, retryAfterBaseValue: survival.delay } }),
    });
    const headers = { authorization: `Bearer ${token}` };
    return {
      get: async (waba_id) => (await client.request("GET /{waba_id}/phone_numbers", { waba_id, headers })).data,
      post: async (phone_number_id, message) =>
        (await client.request("POST /{phone_number_id}/messages", { phone_number_id, headers, ...message })).data,
    };
  },
  bundle: `import { Octokit } from "@octokit/core";
    import { retry } from "@octokit/plugin-retry";
    const client = new (Octokit.plugin(retry))({ baseUrl: "https://graph.facebook.com/v25.0" });
    console.log(await client.request("GET /1/phone_numbers", { headers: { authorization: "Bearer " + token } }));`,
};
