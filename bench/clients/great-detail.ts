import { Client as GreatDetailClient, MessageType } from "@great-detail/whatsapp";
import { token, version } from "../workload.ts";
import type { Client } from "../client.ts";
import { kyOptions } from "./ky.ts";

export const greatDetail: Client = {
  name: "@great-detail/whatsapp",
  package: "@great-detail/whatsapp",
  sparesPosts: true,
  create({ baseUrl, fetch, survival }) {
    const client = new GreatDetailClient({
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
        const { messaging_product: _, recipient_type: recipientType, type: __, ...content } = message;
        return client.message
          .createMessage({ phoneNumberID, recipientType, type: MessageType.Template, ...content, ...request })
          .json();
      },
    };
  },
  bundle: `import { Client } from "@great-detail/whatsapp";
    const client = new Client({ graphVersion: "v25.0", request: { headers: { Authorization: "Bearer " + token } } });
    console.log(await client.phoneNumbers.listPhoneNumbers({ businessAccountID: "1" }).json());`,
};
