import { GraphFailure } from "../server/errors.ts";
import { idIn, type Kept } from "../world/kept.ts";
import { findLink, putLink } from "../world/links.ts";
import { numberMetadata } from "../webhooks/number-metadata.ts";
import { numberOf } from "./business-number.ts";

const kind = "thread";
const number = "phone_number_id";
const own = "escalation"; // the app has every chat until it gives it away, and may take it again
const free = "";

/** Who answers a person, on a number that several apps share. The app of the sandbox is the escalation partner. */
export const threadOperations: Readonly<Record<string, Kept>> = {
  controlThread: {
    handle: (world, context) => (request) => {
      const { action, to, recipient, control_pass, metadata } = request.body;
      const phoneNumberId = idIn(request, number);
      const person = to === undefined ? String(recipient) : String(to).replaceAll(/\D/g, "");
      const owner = String(findLink(world, kind, phoneNumberId, person)?.data["owner"] ?? own);
      if (action !== "take" && owner !== own)
        throw new GraphFailure("(#100) The chat is not yours", {
          code: 100,
          details: owner === free ? "Nobody has it" : `The role ${owner} has it`,
        });
      const { target_role = own } = (control_pass ?? {}) as { target_role?: string };
      const next = { pass: target_role, release: free, take: own }[String(action)] ?? own;
      putLink(world, kind, phoneNumberId, person, { owner: next });
      const type = { pass: "control_passed", take: "control_taken" }[String(action)];
      if (type !== undefined) {
        const { wabaId, number: named } = numberOf(context, phoneNumberId);
        const handover = {
          ...(owner !== free && { previous_owner_role: owner }),
          new_owner_role: next,
          ...(metadata !== undefined && { metadata }),
        };
        const value = {
          messaging_product: "whatsapp",
          sender: to === undefined ? { user_id: person } : { phone_number: person, wa_id: person },
          recipient: numberMetadata(named),
          type,
          timestamp: String(Math.floor(context.now() / 1000)),
          [type]: handover,
        };
        void context.emit({ wabaId, phoneNumberId, field: "messaging_handovers", value });
      }
      return { messaging_product: "whatsapp", request_id: world.newId() };
    },
  },
};
