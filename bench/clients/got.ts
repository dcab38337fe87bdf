import gotModule from "got";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

export const got: Client = {
  name: "got",
  package: "got",
  ownTransport: true,
  sparesPosts: true,
  create({ baseUrl, survival }) {
    const client = gotModule.extend({
      headers: { authorization: `Bearer ${token}` },
      ...(survival && {
        timeout: { request: survival.timeout },
        retry: {
          limit: survival.attempts - 1,
          methods: survival.repeatsPosts ? ["GET", "POST"] : ["GET"],
          // got's own delay, unless that is its backoff, which starts at one second
          calculateDelay: ({ attemptCount, computedValue, error }) =>
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
