import createClient from "openapi-fetch";
import type { PathsByVersion as Messages } from "../../packages/messages/src/index.ts";
import type { PathsByVersion as Numbers } from "../../packages/phone-numbers/src/index.ts";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

export const openapiFetch: Client = {
  name: "openapi-fetch",
  package: "openapi-fetch",
  create({ baseUrl, fetch, survival }) {
    const client = createClient<Messages["v25.0"] & Numbers["v25.0"]>({
      baseUrl: `${baseUrl}/${version}`,
      headers: { Authorization: `Bearer ${token}` },
      ...(fetch && { fetch }),
    });
    const deadline = () => (survival ? { signal: AbortSignal.timeout(survival.timeout) } : {});
    const dataOf = ({ data, response }: { data?: unknown; response: Response }) => {
      if (!response.ok) throw new Error(`status ${response.status}`);
      return data;
    };
    return {
      get: async (waba_id) =>
        dataOf(await client.GET("/{waba_id}/phone_numbers", { params: { path: { waba_id } }, ...deadline() })),
      post: async (phone_number_id, message) =>
        dataOf(
          await client.POST("/{phone_number_id}/messages", {
            params: { path: { phone_number_id } },
            body: message,
            ...deadline(),
          }),
        ),
    };
  },
  bundle: `import createClient from "openapi-fetch";
import type { PathsByVersion as Messages } from "../../packages/messages/src/index.ts";
import type { PathsByVersion as Numbers } from "../../packages/phone-numbers/src/index.ts";
    const client = createClient({ baseUrl: "https://graph.facebook.com/v25.0", headers: { Authorization: "Bearer " + token } });
    console.log(await client.GET("/{waba_id}/phone_numbers", { params: { path: { waba_id: "1" } } }));`,
};
