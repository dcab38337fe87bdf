import { loadClient } from "../clients.ts";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

interface Core {
  Octokit: {
    plugin: (plugin: unknown) => new (options: object) => {
      request: (route: string, parameters: object) => Promise<{ data: unknown }>;
    };
  };
}

export const octokit: Client = {
  name: "octokit",
  packages: ["@octokit/plugin-retry", "@octokit/core"],
  async create({ baseUrl, fetch, survival }) {
    const { Octokit } = await loadClient<Core>("@octokit/core");
    const { retry } = await loadClient<{ retry: unknown }>("@octokit/plugin-retry");
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
