import { WhatsAppAPI } from "whatsapp-api-js";
import type { ClientMessage } from "whatsapp-api-js/types";
import { graphUrl, token, version } from "../workload.ts";
import type { Client } from "../client.ts";

export const whatsappApiJs: Client = {
  name: "whatsapp-api-js",
  package: "whatsapp-api-js",
  create({ baseUrl, fetch = globalThis.fetch, survival }) {
    // its base URL is fixed
    const moved: typeof fetch = (url, init) =>
      fetch(
        String(url).replace(graphUrl, baseUrl),
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
        const content: ClientMessage = Object.assign(Object.create({ _type: type }), template);
        return dataOf(await client.sendMessage(id, to, content));
      },
    };
  },
  bundle: `import { WhatsAppAPI } from "whatsapp-api-js";
import type { ClientMessage } from "whatsapp-api-js/types";
    const client = new WhatsAppAPI({ token, v: "v25.0", secure: false });
    console.log(await client.retrieveMedia("1"));`,
};
