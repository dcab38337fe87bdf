import { token, version } from "./workload.ts";
import type { Client } from "./client.ts";

/** The baseline of all measurements: `fetch` with the token in a header, and `JSON.parse`. */
export const baseline: Client = {
  name: "raw fetch",
  create({ baseUrl, fetch = globalThis.fetch, survival }) {
    const read = async (response: Response): Promise<unknown> => {
      const text = await response.text();
      if (!response.ok) throw new Error(`status ${response.status}`);
      return JSON.parse(text);
    };
    const authorization = { authorization: `Bearer ${token}` };
    const deadline = () => (survival ? { signal: AbortSignal.timeout(survival.timeout) } : {});
    return {
      get: async (id) =>
        read(await fetch(`${baseUrl}/${version}/${id}/phone_numbers`, { headers: authorization, ...deadline() })),
      post: async (id, message) =>
        read(
          await fetch(`${baseUrl}/${version}/${id}/messages`, {
            method: "POST",
            headers: { ...authorization, "content-type": "application/json" },
            body: JSON.stringify(message),
            ...deadline(),
          }),
        ),
    };
  },
};
