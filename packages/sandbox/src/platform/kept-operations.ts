import { change, changePart, create, type Kept, list, nodeIn, read, readPart } from "../world/kept.ts";
import { link, listLinks, unlink } from "../world/links.ts";
import { accountOperations } from "./accounts.ts";
import { activityOperations } from "./activities.ts";
import { adOperations } from "./ads.ts";
import { analyticsOperations } from "./analytics.ts";
import { billingOperations } from "./billing.ts";
import { blockOperations } from "./block-users.ts";
import { businessAppOperations } from "./business-app.ts";
import { callPermissionOperations } from "./call-permissions.ts";
import { callOperations } from "./manage-call.ts";
import { clientOperations } from "./clients.ts";
import { contactBookOperations } from "./contact-book.ts";
import { customerBaseOperations } from "./customer-bases.ts";
import { groupOperations } from "./groups.ts";
import { messageHistoryOperations } from "./message-history.ts";
import { officialAccountOperations } from "./official-accounts.ts";
import { paymentOperations } from "./payments.ts";
import { qrCodeOperations } from "./qr-codes.ts";
import { solutionOperations } from "./solutions.ts";
import { subscriptionOperations } from "./subscriptions.ts";
import { settingsChanged, told } from "./told.ts";
import { systemUserOperations } from "./system-users.ts";
import { templateGroupOperations } from "./template-groups.ts";
import { threadOperations } from "./threads.ts";
import { usernameOperations } from "./usernames.ts";

const account = "waba_id";
const business = "business_id";
const number = "phone_number_id";

/** `[data]`, which the answer holds as the only item of its `data`. */
const asItem = (data: object) => [data];

/**
 * Operations of which the platform merely keeps what it is given and returns it. What a POST says, a GET returns, and a
 * DELETE takes away.
 */
export const keptOperations: Readonly<Record<string, Kept>> = {
  // accounts
  getBusiness: read("business"),
  updateWhatsappBusinessAccount: change("waba"),
  listExtendedCredits: list("credit_line", business),
  listAudiences: { handle: list("audience", account).handle }, // the example shows nothing of one
  listMessageCampaigns: { handle: list("message_campaign", account).handle },
  listSchedules: list("schedule", account),
  createSchedule: create("schedule", account, { with: () => ({ status: "SCHEDULED" }) }),
  listBusinessVerificationSubmissions: list("verification_submission", business, {
    where: ({ client_business_id }, { query }) =>
      query["end_business_id"] === undefined || query["end_business_id"] === client_business_id,
  }),
  submitBusinessVerification: create("verification_submission", business, {
    data: ({ body }, id, now) => {
      const time = new Date(now()).toISOString().replace(/\.\d+Z$/, "+0000");
      return {
        id,
        client_business_id: String(body["end_business_id"]),
        verification_status: "PENDING",
        submitted_info: { business_vertical: body["business_vertical"] },
        submitted_time: time,
        update_time: time,
      };
    },
    answer: () => ({ success: true }),
  }),

  // numbers
  getPhoneNumberSettings: readPart("phone_number_settings", number),
  updatePhoneNumberSettings: told(changePart("phone_number_settings", number), settingsChanged),
  getBusinessProfile: readPart("business_profile", number, asItem),
  updateBusinessProfile: changePart("business_profile", number),
  getBusinessProfileNode: read("whatsapp_business_profile"),
  updateBusinessProfileNode: change("whatsapp_business_profile", "whatsapp_business_profile_id", {
    answer: ({ id }) => ({ id, success: true }),
  }),
  getCommerceSettings: readPart("commerce_settings", number, asItem),
  updateCommerceSettings: changePart("commerce_settings", number),
  getBusinessComplianceInfo: readPart("business_compliance_info", number, asItem),
  setBusinessComplianceInfo: changePart("business_compliance_info", number),
  getBusinessPublicKey: readPart("business_public_key", number, asItem),
  setBusinessPublicKey: changePart("business_public_key", number, {
    with: () => ({ business_public_key_signature_status: "VALID" }),
  }),
  configureConversationalAutomation: change("phone_number", number, {
    with: ({ body }) => ({ conversational_automation: body }),
  }),
  getWabaBot: read("waba_bot"),
  getAccountNumber: read("whatsapp_account_number"),

  // flows
  getFlow: read("flow"),
  listFlows: list("flow", account),

  // sign-ups
  getSignup: read("signup"),
  listSignups: list("signup", account),
  createSignup: create("signup", account, {
    with: ({ path }, id) => ({ id, waba_id: path[account], status: "ACTIVE" }),
  }),
  updateSignup: change("signup"),

  // catalogs
  listOwnedCatalogs: list("catalog", business),
  createCatalog: create("catalog", business),
  listProducts: list("product", "catalog_id"),
  listConnectedCatalogs: listLinks("connected_catalog", account),
  connectCatalog: link("connected_catalog", account, "catalog_id", {
    data: (request, _, __, world) => nodeIn(world, request, "catalog", "catalog_id").data,
  }),
  disconnectCatalog: unlink("connected_catalog", account, "catalog_id"),

  ...accountOperations,
  ...activityOperations,
  ...systemUserOperations,
  ...adOperations,
  ...analyticsOperations,
  ...billingOperations,
  ...blockOperations,
  ...businessAppOperations,
  ...callOperations,
  ...callPermissionOperations,
  ...clientOperations,
  ...contactBookOperations,
  ...customerBaseOperations,
  ...groupOperations,
  ...messageHistoryOperations,
  ...officialAccountOperations,
  ...paymentOperations,
  ...qrCodeOperations,
  ...solutionOperations,
  ...subscriptionOperations,
  ...templateGroupOperations,
  ...threadOperations,
  ...usernameOperations,
};
