import { createClient, createConfig } from "@hey-api/client-fetch";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

export const heyApi: Client = {
  name: "@hey-api/client-fetch",
  package: "@hey-api/client-fetch",
  create({ baseUrl, fetch, survival }) {
    const client = createClient(
      createConfig({
        baseUrl: `${baseUrl}/${version}`,
        headers: { Authorization: `Bearer ${token}` },
        throwOnError: true,
        ...(fetch && { fetch }),
      }),
    );
    const deadline = () => (survival ? { signal: AbortSignal.timeout(survival.timeout) } : {});
    return {
      get: async (waba_id) =>
        (await client.get({ url: "/{waba_id}/phone_numbers", path: { waba_id }, ...deadline() })).data,
      post: async (phone_number_id, message) =>
        (
          await client.post({
            url: "/{phone_number_id}/messages",
            path: { phone_number_id },
            body: message,
            headers: { "Content-Type": "application/json" },
            ...deadline(),
          })
        ).data,
    };
  },
  bundle: `import { createClient, createConfig } from "@hey-api/client-fetch";
    const client = createClient(createConfig({ baseUrl: "https://graph.facebook.com/v25.0", headers: { Authorization: "Bearer " + token } }));
    console.log(await client.get({ url: "/{waba_id}/phone_numbers", path: { waba_id: "1" } }));`,
};
