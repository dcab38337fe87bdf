import { loadClient } from "../clients.ts";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";
import { kyOptions } from "./ky.ts";

interface Answer {
  json: () => Promise<unknown>;
}

interface Module {
  Client: new (options: object) => {
    phoneNumbers: { listPhoneNumbers: (options: object) => Answer };
    message: { createMessage: (options: object) => Answer };
  };
}

export const greatDetail: Client = {
  name: "@great-detail/whatsapp",
  packages: ["@great-detail/whatsapp"],
  sparesPosts: true,
  async create({ baseUrl, fetch, survival }) {
    const { Client } = await loadClient<Module>("@great-detail/whatsapp");
    const client = new Client({
      baseUrl,
      // without the slash, release 9.2.0 drops the version from every URL
      graphVersion: `${version}/`,
      request: { headers: { Authorization: `Bearer ${token}` }, ...(fetch && { fetch }) },
    });
    // only the options of a call can change its timeout
    const request = survival && { request: kyOptions(survival) };
    return {
      get: (businessAccountID) => client.phoneNumbers.listPhoneNumbers({ businessAccountID, ...request }).json(),
      post(phoneNumberID, message) {
        const { messaging_product: _, recipient_type: recipientType, ...content } = message;
        return client.message.createMessage({ phoneNumberID, recipientType, ...content, ...request }).json();
      },
    };
  },
  bundle: `import { Client } from "@great-detail/whatsapp";
    const client = new Client({ graphVersion: "v25.0", request: { headers: { Authorization: "Bearer " + token } } });
    console.log(await client.phoneNumbers.listPhoneNumbers({ businessAccountID: "1" }).json());`,
};
