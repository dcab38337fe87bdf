import { createFetch, type FetchOptions } from "ofetch";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

export const ofetch: Client = {
  name: "ofetch",
  package: "ofetch",
  sparesPosts: true,
  create({ baseUrl, fetch = globalThis.fetch, survival }) {
    const client = createFetch({ fetch, Headers, AbortController });
    const headers = { Authorization: `Bearer ${token}` };
    const optionsFor = (isRepeated: boolean): FetchOptions<"json"> =>
      survival
        ? {
            timeout: survival.timeout,
            retry: isRepeated ? survival.attempts - 1 : false,
            retryDelay: survival.delay,
          }
        : {};
    const [reading, sending] = [optionsFor(true), optionsFor(survival?.repeatsPosts ?? false)];
    return {
      get: (id) => client(`${baseUrl}/${version}/${id}/phone_numbers`, { headers, ...reading }),
      post: (id, message) =>
        client(`${baseUrl}/${version}/${id}/messages`, { method: "POST", headers, body: message, ...sending }),
    };
  },
  bundle: `import { ofetch } from "ofetch";
    console.log(await ofetch("https://graph.facebook.com/v25.0/1/phone_numbers", { headers: { Authorization: "Bearer " + token } }));`,
};
