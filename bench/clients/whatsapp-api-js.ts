import { loadClient } from "../clients.ts";
import { graphUrl, token, version } from "../workload.ts";
import type { Client } from "../client.ts";

interface Module {
  WhatsAppAPI: new (options: object) => {
    sendMessage: (phoneId: string, recipient: object, message: object) => Promise<object>;
    retrieveMedia: (id: string) => Promise<object>;
  };
}

export const whatsappApiJs: Client = {
  name: "whatsapp-api-js",
  packages: ["whatsapp-api-js"],
  async create({ baseUrl, fetch = globalThis.fetch, survival }) {
    const { WhatsAppAPI } = await loadClient<Module>("whatsapp-api-js");
    // its base URL is fixed
    const moved = (url: string, init: RequestInit) =>
      fetch(
        url.replace(graphUrl, baseUrl),
        survival ? { ...init, signal: AbortSignal.timeout(survival.timeout) } : init,
      );
    const client = new WhatsAppAPI({
      token,
      v: version,
      secure: false,
      ponyfill: { fetch: baseUrl === graphUrl ? fetch : moved },
    });
    const dataOf = (answer: object) => {
      if ("error" in answer) throw new Error("the platform returned an error");
      return answer;
    };
    return {
      // it cannot list phone numbers: a GET of one node, with the same response
      get: async (id) => dataOf(await client.retrieveMedia(id)),
      async post(id, { type, to, template }) {
        // the type is read and not sent
        const content: object = Object.assign(Object.create({ _type: type }), template);
        return dataOf(await client.sendMessage(id, { phone: to }, content));
      },
    };
  },
  bundle: `import { WhatsAppAPI } from "whatsapp-api-js";
    const client = new WhatsAppAPI({ token, v: "v25.0", secure: false });
    console.log(await client.retrieveMedia("1"));`,
};
