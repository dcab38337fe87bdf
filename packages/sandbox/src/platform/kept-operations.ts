import type { Data } from "../world/world.ts";
import {
  change,
  changePart,
  create,
  dataOf,
  idIn,
  type Kept,
  list,
  nodeIn,
  read,
  readPart,
  remove,
} from "../world/kept.ts";
import { link, linkIn, listLinks, putLink, unlink } from "../world/links.ts";
import type { CheckedRequest } from "../server/validate.ts";
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
import { groupOperations } from "./groups.ts";
import { messageHistoryOperations } from "./message-history.ts";
import { paymentOperations } from "./payments.ts";
import { solutionOperations } from "./solutions.ts";
import { subscriptionOperations } from "./subscriptions.ts";
import { settingsChanged, told } from "./told.ts";
import { systemUserOperations } from "./system-users.ts";
import { threadOperations } from "./threads.ts";
import { usernameOperations } from "./usernames.ts";

const account = "waba_id";
const business = "business_id";
const number = "phone_number_id";

/** `[data]`, which the answer holds as the only item of its `data`. */
const asItem = (data: object) => [data];

/** A list of templates by their ids. */
const templatesIn = (ids: unknown) => ({ data: asList(ids).map((id) => ({ id: String(id) })) });

function membersAfter({ add_templates, remove_templates }: Data, { whatsapp_business_templates }: Data) {
  const { data } = (whatsapp_business_templates ?? {}) as { data?: { id: string }[] };
  const ids = [...(data ?? []).map(({ id }) => id), ...asList(add_templates).map(String)];
  const removed = new Set(asList(remove_templates).map(String));
  return templatesIn([...new Set(ids)].filter((id) => !removed.has(id)));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

const customerBases = list("customer_base", business);

/** What becomes of an application for the badge: it is reviewed until it is withdrawn. */
function applicationOf({ path, body }: CheckedRequest) {
  const isWithdrawn = body["action"] === "WITHDRAW_APPLICATION";
  return {
    id: path[number],
    oba_status: isWithdrawn ? "CANCELLED" : "UNDER_REVIEW",
    status_message: isWithdrawn ? "The request was withdrawn" : "The request is being reviewed",
  };
}

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
  getOfficialBusinessAccount: readPart("official_business_account", number),
  getWabaBot: read("waba_bot"),
  getAccountNumber: read("whatsapp_account_number"),
  listQrCodes: listLinks("qr_code", number, {
    key: ({ code }) => code,
    where: ({ code }, { query }) => query["code"] === undefined || query["code"] === code,
  }),
  getQrCode: { handle: (world) => (request) => asItem(linkIn(world, request, "qr_code", number, "qr_code_id").data) },
  saveQrCode: {
    handle: (world) => (request) => {
      const { code: given, prefilled_message, generate_qr_image } = request.body;
      if (given !== undefined) linkIn(world, request, "qr_code", number, "code");
      const code = String(given ?? world.newId());
      const image = generate_qr_image !== undefined && { qr_image_url: `https://scontent.example.com/qr/${code}` };
      const data = { code, prefilled_message, deep_link_url: `https://wa.me/message/${code}`, ...image };
      return putLink(world, "qr_code", idIn(request, number), code, data).data;
    },
  },
  deleteQrCode: unlink("qr_code", number, "qr_code_id"),

  // templates
  getTemplateGroup: read("template_group"),
  listTemplateGroups: list("template_group", account),
  createTemplateGroup: create("template_group", account, {
    with: ({ body }) => ({ whatsapp_business_templates: templatesIn(body["whatsapp_business_templates"]) }),
  }),
  updateTemplateGroup: change("template_group", "template_group_id", {
    with: ({ body }, { data }) => ({ whatsapp_business_templates: membersAfter(body, data) }),
  }),
  deleteTemplateGroup: remove("template_group"),

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
  getDefaultMessagingCustomerBase: readPart("default_customer_base", account),
  setDefaultMessagingCustomerBase: changePart("default_customer_base", account, {
    with: ({ body }) => ({ default_messaging_customer_base_id: body["messaging_customer_base_id"] }),
    answer: (_, { body }) => ({ default_messaging_customer_base_id: body["messaging_customer_base_id"] }),
  }),

  listMessagingCustomerBases: {
    handle: (world, context) => (request) => ({
      messaging_customer_bases: customerBases.handle(world, context)(request),
    }),
    seed: (world, { path, answer }) => {
      const page = { data: dataOf(answer)["messaging_customer_bases"] };
      customerBases.seed?.(world, { path, answer: page, answers: [page] });
    },
  },
  createMessagingCustomerBase: create("customer_base", business, {
    with: ({ body }) => ({ name: body["messaging_customer_base_name"] }),
    answer: ({ id }) => ({ messaging_customer_base_id: id }),
  }),

  // catalogs
  listOwnedCatalogs: list("catalog", business),
  createCatalog: create("catalog", business),
  listProducts: list("product", "catalog_id"),
  listConnectedCatalogs: listLinks("connected_catalog", account),
  connectCatalog: link("connected_catalog", account, "catalog_id", {
    data: (request, _, __, world) => nodeIn(world, request, "catalog", "catalog_id").data,
  }),
  disconnectCatalog: unlink("connected_catalog", account, "catalog_id"),

  // official business accounts
  requestOfficialBusinessAccount: changePart("official_business_account", number, {
    with: (request) => applicationOf(request),
    answer: (_, request) => ({ success: true, updated_status: applicationOf(request) }),
  }),

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
  ...groupOperations,
  ...messageHistoryOperations,
  ...paymentOperations,
  ...solutionOperations,
  ...subscriptionOperations,
  ...threadOperations,
  ...usernameOperations,
};
