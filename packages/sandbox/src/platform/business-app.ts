import { randomBytes } from "node:crypto";
import { GraphFailure } from "../server/errors.ts";
import { idIn, type Kept } from "../world/kept.ts";
import { findLink, putLink } from "../world/links.ts";

const kind = "business_app_sync";
const number = "phone_number_id";

/** What a number had in the WhatsApp Business app, each part of which can be asked for once. */
export const businessAppOperations: Readonly<Record<string, Kept>> = {
  syncBusinessAppData: {
    handle: (world) => (request) => {
      const owner = idIn(request, number);
      const part = String(request.body["sync_type"]);
      if (findLink(world, kind, owner, part))
        throw new GraphFailure("(#2593107) The sync was started already", {
          code: 2_593_107,
          details: `Each part is delivered once: ${part} was`,
        });
      const request_id = randomBytes(16).toString("hex");
      putLink(world, kind, owner, part, { request_id });
      return { messaging_product: "whatsapp", request_id };
    },
  },
};
