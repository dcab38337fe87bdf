import { loadClient } from "../clients.ts";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

interface Module {
  default: new (options: object) => Record<"get" | "post", (path: string, options?: object) => Promise<unknown>>;
}

/** The core of OpenAI's client, which Stainless generates for many. */
export const openai: Client = {
  name: "openai",
  packages: ["openai"],
  async create({ baseUrl, fetch, survival }) {
    const { default: OpenAI } = await loadClient<Module>("openai");
    const client = new OpenAI({
      apiKey: token,
      baseURL: `${baseUrl}/${version}`,
      ...(fetch && { fetch }),
      ...(survival && { maxRetries: survival.attempts - 1, timeout: survival.timeout }),
    });
    return {
      get: async (id) => client.get(`/${id}/phone_numbers`),
      post: async (id, message) => client.post(`/${id}/messages`, { body: message }),
    };
  },
  bundle: `import OpenAI from "openai";
    const client = new OpenAI({ apiKey: token, baseURL: "https://graph.facebook.com/v25.0" });
    console.log(await client.get("/1/phone_numbers"));`,
};
