import { loadClient } from "../clients.ts";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

interface Module {
  default: {
    extend: (
      options: object,
    ) => Record<"get" | "post", (url: string, options?: object) => { json: () => Promise<unknown> }>;
  };
}

export const got: Client = {
  name: "got",
  packages: ["got"],
  ownTransport: true,
  sparesPosts: true,
  async create({ baseUrl, survival }) {
    const { default: module } = await loadClient<Module>("got");
    const client = module.extend({
      headers: { authorization: `Bearer ${token}` },
      ...(survival && {
        timeout: { request: survival.timeout },
        retry: {
          limit: survival.attempts - 1,
          methods: survival.repeatsPosts ? ["GET", "POST"] : ["GET"],
          // got's own delay, unless that is its backoff, which starts at one second
          calculateDelay: ({ attemptCount, computedValue, error }: Failure) =>
            error.response?.headers["retry-after"] ? computedValue : survival.delay * 2 ** (attemptCount - 1),
        },
      }),
    });
    return {
      get: (id) => client.get(`${baseUrl}/${version}/${id}/phone_numbers`).json(),
      post: (id, message) => client.post(`${baseUrl}/${version}/${id}/messages`, { json: message }).json(),
    };
  },
};

interface Failure {
  attemptCount: number;
  computedValue: number;
  error: { response?: { headers: Record<string, string | undefined> } };
}
