import type { CheckedRequest } from "../server/validate.ts";
import { changePart, type Kept, readPart } from "../world/kept.ts";

const number = "phone_number_id";

/** What becomes of an application for the badge: it is reviewed until it is withdrawn. */
function applicationOf({ path, body }: CheckedRequest) {
  const isWithdrawn = body["action"] === "WITHDRAW_APPLICATION";
  return {
    id: path[number],
    oba_status: isWithdrawn ? "CANCELLED" : "UNDER_REVIEW",
    status_message: isWithdrawn ? "The request was withdrawn" : "The request is being reviewed",
  };
}

/** The badge of official business accounts. */
export const officialAccountOperations: Readonly<Record<string, Kept>> = {
  getOfficialBusinessAccount: readPart("official_business_account", number),
  requestOfficialBusinessAccount: changePart("official_business_account", number, {
    with: (request) => applicationOf(request),
    answer: (_, request) => ({ success: true, updated_status: applicationOf(request) }),
  }),
};
