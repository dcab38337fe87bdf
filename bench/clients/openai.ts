import OpenAI from "openai";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";

/** The core of OpenAI's client, which Stainless generates for many. */
export const openai: Client = {
  name: "openai",
  package: "openai",
  create({ baseUrl, fetch, survival }) {
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
