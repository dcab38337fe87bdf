import type { Given } from "./every-write.test-support.ts";
import type { Sandbox } from "./sandbox.ts";

type Answer = Readonly<Record<string, unknown>>;

/** Calls another operation that writes, for state that a row needs. */
export type Write = (operationId: string, given?: Given) => Promise<Answer>;

/** What a row needs to bring about the state that it starts from. */
export interface Tools {
  readonly write: Write;
  readonly sandbox: Sandbox;
  /** Of an app that knows the verify token. */
  readonly callbackUrl: string;
}

/** What operations that read are given in place of their example, by operation. */
export type Reads = Readonly<Record<string, Given>>;

export const verifyToken = "copper-lantern-42";

/** An operation that writes, and what it does to what is read. */
export interface Row {
  /** Given in place of the example, which may need other state first. */
  readonly given?: Given | ((tools: Tools) => Promise<Given>);
  /** Objects that are seen afterwards, somewhere in the response, by the operation that reads. */
  readonly shows?: Readonly<Record<string, Answer>>;
  /** Objects that were seen before, and are not afterwards. */
  readonly hides?: Readonly<Record<string, Answer>>;
  /** What those that read are given in place of their example; a function is about something new, and its `undo` ends it. */
  readonly reads?: Reads | ((answer: Answer, given: Given) => Reads);
  /** The same where it follows from what the row is given. */
  readonly at?: (given: Given) => Reads;
  /** Other operations whose response follows from it. */
  readonly follows?: readonly string[];
  /** Versions in which an operation shows nothing of it. */
  readonly unseen?: Readonly<Record<string, readonly string[]>>;
  /** Takes it away; it is then seen nowhere. */
  readonly undo?: (answer: Answer, given: Given) => readonly [operationId: string, given?: Given];
  /** What the operation that takes it away leaves behind. */
  readonly remains?: readonly string[];
  /** Why nothing shows it. */
  readonly nothing?: string;
  /** What else names something by its id, in the body or the query: unknown ones are rejected as in the path. */
  readonly ids?: readonly string[];
  /** Why its path accepts every id. @default an unknown one is rejected with code 100 and subcode 33 */
  readonly anyId?: string;
}

const account = "102290129340398";
const otherAccount = "104996122399160";
const otherNumber = "108110225544002";
const client = "813460912570444";
const group = "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0";
const template = "1689556908129832";
const product = { messaging_product: "whatsapp" };
const ofOtherAccount = { path: { waba_id: otherAccount } };
const ofNewToken = ({ access_token }: Answer): Reads => ({ debugToken: { query: { input_token: access_token } } });
const ofOtherNumber = { path: { phone_number_id: otherNumber } };

/** A form with a file. */
function formOf(fields: Readonly<Record<string, string>>, name: string, file: File): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append(name, file);
  return form;
}

const subscription = async ({ callbackUrl }: Tools): Promise<Given> => ({
  body: {
    object: "whatsapp_business_account",
    callback_url: callbackUrl,
    verify_token: verifyToken,
    fields: ["messages"],
  },
});

const accountRows: Readonly<Record<string, Row>> = {
  createWhatsappBusinessAccount: {
    given: { body: { name: "Lantern Pier", currency: "EUR", timezone_id: 47 } },
    shows: {
      listOwnedWhatsappBusinessAccounts: { name: "Lantern Pier", currency: "EUR", timezone_id: "47" },
      listWhatsappBusinessAccounts: { name: "Lantern Pier" },
      getWhatsappBusinessAccount: { name: "Lantern Pier", account_review_status: "APPROVED" },
      listActivities: { category: "ACCOUNT", event_type: "ACCOUNT_CREATED" },
    },
    reads: ({ id }) => ({
      getWhatsappBusinessAccount: { path: { waba_id: String(id) } },
      listActivities: { path: { waba_id: String(id) } },
    }),
  },
  updateWhatsappBusinessAccount: {
    shows: {
      getWhatsappBusinessAccount: { name: "Lantern Telecom Service", timezone_id: "47" },
      listOwnedWhatsappBusinessAccounts: { name: "Lantern Telecom Service" },
      listWhatsappBusinessAccounts: { name: "Lantern Telecom Service" },
      listClientWhatsappBusinessAccounts: { name: "Lantern Telecom Service" },
      listAssignedWhatsappBusinessAccounts: { name: "Lantern Telecom Service" },
      listActivities: { event_type: "ACCOUNT_UPDATED" },
    },
  },
  assignUser: {
    given: { body: { user: "122102345678944", tasks: ["DEVELOP"] } },
    reads: { listAssignedWhatsappBusinessAccounts: { path: { user_id: "122102345678944" } } },
    shows: {
      listAssignedUsers: { id: "122102345678944", tasks: ["DEVELOP"] },
      listAssignedWhatsappBusinessAccounts: { id: account },
      listActivities: { event_type: "USER_ADDED", category: "USER" },
    },
    undo: () => ["unassignUser", { body: { user: "122102345678944" } }],
    remains: ["listActivities"],
  },
  unassignUser: {
    ids: ["user"],
    hides: {
      listAssignedUsers: { id: "122102345678901" },
      listAssignedWhatsappBusinessAccounts: { id: account },
    },
    shows: { listActivities: { event_type: "USER_REMOVED" } },
  },
  createSchedule: { shows: { listSchedules: { name: "Winter tariff", status: "SCHEDULED" } } },
  startPaymentMigration: {
    reads: ({ migration_id }) => ({ getPaymentMigration: { path: { migration_id: String(migration_id) } } }),
    shows: { getPaymentMigration: { status: "INITIATED" } },
  },
  resumePaymentMigration: { shows: { getPaymentMigration: { status: "COMPLETED" } } },
  requestMmLiteOnboarding: {
    ids: ["solution_id"],
    nothing: "the client sees the request; asked for again it has the same id",
  },
  subscribeApp: {
    given: ofOtherAccount,
    reads: { listSubscribedApps: ofOtherAccount },
    shows: { listSubscribedApps: { id: "670843887433847" } },
    undo: () => ["unsubscribeApp", ofOtherAccount],
  },
  unsubscribeApp: {
    given: async ({ write }) => {
      await write("subscribeApp");
      return {};
    },
    hides: { listSubscribedApps: { id: "670843887433847" } },
  },
  subscribeToWebhooks: {
    given: subscription,
    shows: { listWebhookSubscriptions: { object: "whatsapp_business_account", active: true } },
    follows: ["getPhoneNumber", "listPhoneNumbers"],
    undo: () => ["unsubscribeFromWebhooks"],
    anyId: "the sandbox does not know every app",
  },
  unsubscribeFromWebhooks: {
    given: async (tools) => {
      await tools.write("subscribeToWebhooks", await subscription(tools));
      return {};
    },
    follows: ["getPhoneNumber", "listPhoneNumbers"],
    hides: { listWebhookSubscriptions: { object: "whatsapp_business_account" } },
    anyId: "the sandbox does not know every app",
  },
  createSystemUser: {
    shows: { listSystemUsers: { name: "Lantern template editor", role: "EMPLOYEE" } },
  },
  installApp: { nothing: "no operation lists the apps of a system user" },
  createSystemUserAccessToken: { reads: ofNewToken, shows: { debugToken: { is_valid: true, type: "SYSTEM_USER" } } },
  getBusinessToken: {
    reads: ofNewToken,
    shows: { debugToken: { is_valid: true } },
    anyId: "clients are known once they signed up",
  },
  checkMessagingFeatures: { nothing: "the platform does not publish what it returns" },
  createMessageSample: { nothing: "the platform does not publish what it is for" },
  submitBusinessVerification: {
    given: async () => ({
      body: formOf(
        { end_business_id: client },
        "business_documents[]",
        new File(["registration"], "registration.pdf", { type: "application/pdf" }),
      ),
    }),
    shows: {
      listBusinessVerificationSubmissions: { client_business_id: client, verification_status: "PENDING" },
    },
  },
};

const billingRows: Readonly<Record<string, Row>> = {
  attachCreditLine: {
    ids: ["waba_id"],
    given: { query: { waba_currency: "EUR" } },
    shows: {
      getWhatsappBusinessAccount: { currency: "EUR" },
      listCreditAllocations: { receiving_business: { id: "506914307656634", name: "Lantern Telecom" } },
      listActivities: { event_type: "BILLING_UPDATED" },
      estimateReach: { waba_currency: "EUR" },
    },
    follows: [
      "listOwnedWhatsappBusinessAccounts",
      "listWhatsappBusinessAccounts",
      "listClientWhatsappBusinessAccounts",
    ],
  },
  shareCreditLine: {
    given: { query: { receiving_business_id: client } },
    reads: ({ allocation_config_id: id }) => ({ getCreditAllocation: { path: { allocation_config_id: String(id) } } }),
    shows: {
      listCreditAllocations: { receiving_business: { id: client } },
      getCreditAllocation: { receiving_business: { id: client } },
    },
  },
  shareAndAttachCreditLine: {
    ids: ["waba_id"],
    given: { query: { waba_currency: "EUR" } },
    shows: {
      getWhatsappBusinessAccount: { currency: "EUR" },
      listCreditAllocations: { receiving_business: { id: "506914307656634", name: "Lantern Telecom" } },
      listActivities: { event_type: "BILLING_UPDATED" },
      estimateReach: { waba_currency: "EUR" },
    },
    follows: [
      "listOwnedWhatsappBusinessAccounts",
      "listWhatsappBusinessAccounts",
      "listClientWhatsappBusinessAccounts",
    ],
  },
  revokeCreditAllocation: {
    shows: {
      getCreditAllocation: { request_status: "DELETED" },
      listCreditAllocations: { request_status: "DELETED" },
    },
  },
  requestMaxPriceAgreement: {
    shows: { getMaxPriceAgreement: { signer_name: "Amara Diallo", status: "pending" } },
  },
  enrollMaxPriceEndBusinesses: {
    given: { body: { end_business_ids: [client] } },
    shows: { listMaxPriceEndBusinesses: { end_business_id: client } },
    undo: () => ["removeMaxPriceEndBusinesses", { body: { end_business_ids: [client] } }],
  },
  removeMaxPriceEndBusinesses: {
    hides: { listMaxPriceEndBusinesses: { end_business_id: "813460912570311" } },
  },
  createPaymentConfiguration: {
    given: { body: { configuration_name: "pier", provider_name: "upi_vpa", merchant_vpa: "pier@upi" } },
    reads: { getPaymentConfiguration: { path: { configuration_name: "pier" } } },
    shows: {
      getPaymentConfiguration: { configuration_name: "pier", status: "Active" },
      listPaymentConfigurations: { merchant_vpa: "pier@upi" },
    },
    undo: () => ["deletePaymentConfiguration", { body: { configuration_name: "pier" } }],
  },
  updatePaymentConfiguration: {
    shows: {
      getPaymentConfiguration: { configuration_name: "harbour-main", updated_timestamp: 1_793_923_200 },
      listPaymentConfigurations: { configuration_name: "harbour-main", updated_timestamp: 1_793_923_200 },
    },
  },
  deletePaymentConfiguration: {
    ids: ["configuration_name"],
    hides: { listPaymentConfigurations: { configuration_name: "harbour-pier" } },
  },
  generatePaymentOauthLink: { ids: ["configuration_name"], nothing: "the response is the link" },
  refundPayment: {
    ids: ["reference_id", "payment_config_id"],
    shows: { getPayment: { amount: { value: 5000, offset: 100 }, status: "pending" } },
  },
  createDataset: {
    given: ofOtherAccount,
    reads: ({ id }) => ({ getDataset: { ...ofOtherAccount, query: { id } } }),
    shows: { getDataset: {} },
  },
  sendConversionEvents: { nothing: "reports of events show in advertising tools alone" },
  createWelcomeMessageSequence: {
    ids: ["sequence_id"],
    shows: { listWelcomeMessageSequences: { name: "Autumn beans" } },
    undo: ({ sequence_id }) => ["deleteWelcomeMessageSequence", { query: { sequence_id } }],
  },
  deleteWelcomeMessageSequence: {
    ids: ["sequence_id"],
    hides: { listWelcomeMessageSequences: { sequence_id: "318840276" } },
  },
};

const numberRows: Readonly<Record<string, Row>> = {
  createPhoneNumber: {
    given: { body: { cc: "49", phone_number: "30901820", verified_name: "Harbour Berlin" } },
    reads: ({ id }) => ({ getPhoneNumber: { path: { phone_number_id: String(id) } } }),
    shows: {
      listPhoneNumbers: { display_phone_number: "+49 30901820", verified_name: "Harbour Berlin" },
      getPhoneNumber: { verified_name: "Harbour Berlin", status: "UNVERIFIED" },
      listActivities: { event_type: "PHONE_NUMBER_ADDED" },
    },
  },
  updatePhoneNumber: {
    given: { body: { pin: "" } },
    shows: { getPhoneNumber: { is_pin_enabled: false } },
  },
  requestPhoneNumberCode: { given: ofOtherNumber, nothing: "the code is on the phone" },
  verifyPhoneNumberCode: {
    given: async ({ write, sandbox }) => {
      await write("requestPhoneNumberCode", ofOtherNumber);
      return { ...ofOtherNumber, body: { code: sandbox.codeFor(otherNumber) } };
    },
    reads: { getPhoneNumber: ofOtherNumber },
    shows: {
      getPhoneNumber: { id: otherNumber, code_verification_status: "VERIFIED" },
      listPhoneNumbers: { id: otherNumber, code_verification_status: "VERIFIED" },
      listActivities: { event_type: "PHONE_NUMBER_VERIFIED" },
    },
  },
  registerPhoneNumber: {
    given: async ({ write }) => {
      await write("deregisterPhoneNumber");
      return {};
    },
    shows: { getPhoneNumber: { status: "CONNECTED" }, listPhoneNumbers: { status: "CONNECTED" } },
    undo: () => ["deregisterPhoneNumber"],
  },
  deregisterPhoneNumber: {
    shows: { getPhoneNumber: { status: "DISCONNECTED" }, listPhoneNumbers: { status: "DISCONNECTED" } },
  },
  updatePhoneNumberSettings: {
    given: { body: { calling: { status: "DISABLED" } } },
    shows: { getPhoneNumberSettings: { status: "DISABLED" } },
  },
  updateBusinessProfile: { shows: { getBusinessProfile: { about: "Closed until Monday" } } },
  updateBusinessProfileNode: { shows: { getBusinessProfileNode: { address: "14 Quay Street, Port Arden" } } },
  updateCommerceSettings: {
    given: { query: { is_cart_enabled: false } },
    shows: { getCommerceSettings: { is_cart_enabled: false } },
  },
  setBusinessComplianceInfo: { shows: { getBusinessComplianceInfo: { entity_type: "PARTNERSHIP" } } },
  setBusinessPublicKey: {
    given: { body: { business_public_key: "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n" } },
    shows: { getBusinessPublicKey: { business_public_key_signature_status: "VALID" } },
  },
  configureConversationalAutomation: { shows: { getPhoneNumber: { enable_welcome_message: true } } },
  setUsername: {
    given: { body: { username: "tasting.room" } },
    shows: {
      getUsername: { username: "tasting.room" },
      getPhoneNumber: { username: "tasting.room" },
      listPhoneNumbers: { username: "tasting.room" },
    },
  },
  deleteUsername: {
    hides: {
      getUsername: { username: "harbourcoffee" },
      getPhoneNumber: { username: "harbourcoffee" },
      listPhoneNumbers: { username: "harbourcoffee" },
    },
  },
  saveQrCode: {
    ids: ["code"],
    shows: { listQrCodes: { prefilled_message: "I saw your bicycles in the window" } },
    undo: ({ code }) => ["deleteQrCode", { path: { qr_code_id: String(code) } }],
  },
  deleteQrCode: {
    hides: { listQrCodes: { code: "T4KQ7WMB2XRLD1" }, getQrCode: { code: "T4KQ7WMB2XRLD1" } },
  },
  blockUsers: {
    given: { body: { ...product, block_users: [{ user: "+4930901820" }] } },
    shows: { listBlockedUsers: { wa_id: "4930901820" } },
    undo: () => ["unblockUsers", { body: { ...product, block_users: [{ user: "+4930901820" }] } }],
  },
  unblockUsers: {
    given: async ({ write }) => {
      await write("blockUsers");
      return {};
    },
    hides: { listBlockedUsers: { wa_id: "15550123456" } },
  },
  requestOfficialBusinessAccount: { shows: { getOfficialBusinessAccount: { oba_status: "UNDER_REVIEW" } } },
  syncBusinessAppData: { nothing: "what is asked for comes by webhook; asked for twice it is rejected" },
  deleteContactBookEntry: { nothing: "no operation lists the contact book" },
  manageCall: { nothing: "calls come by webhook; getCallPermissions counts them once they are taken" },
  controlThread: { nothing: "no operation tells who has a chat" },
  sendMessage: { shows: { listMessageHistory: { delivery_status: "FAILED" } } },
  sendMarketingMessage: {
    shows: {
      listMessageHistory: { delivery_status: "DELIVERED" },
      getPricingAnalytics: { volume: 1 },
      getConversationAnalytics: { conversation: 1 },
    },
    reads: {
      getPricingAnalytics: { query: { start: 1_793_865_600, end: 1_794_038_400, granularity: "DAILY" } },
      getConversationAnalytics: { query: { start: 1_793_865_600, end: 1_794_038_400, granularity: "DAILY" } },
    },
  },
  sendEncryptedMessage: { nothing: "the sandbox has no key to read it with" },
  createGroup: {
    shows: { listGroups: { subject: "Tuesday tasting" } },
    given: { body: { ...product, subject: "Tuesday tasting" } },
  },
  updateGroup: { shows: { getGroup: { subject: "Wednesday tasting" }, listGroups: { subject: "Wednesday tasting" } } },
  deleteGroup: {
    hides: { getGroup: { id: group }, listGroups: { id: group } },
    follows: ["getGroupAnalytics", "getGroupInviteLink", "listGroupJoinRequests"],
  },
  resetGroupInviteLink: { shows: { getGroupInviteLink: product } },
  deleteGroupInviteLink: { shows: { getGroupInviteLink: product } },
  addGroupParticipants: {
    given: { body: { ...product, participants: [{ user: "+4930901820" }] } },
    shows: { getGroup: { wa_id: "4930901820" } },
    follows: ["getGroupAnalytics"],
    undo: () => ["removeGroupParticipants", { body: { ...product, participants: [{ user: "+4930901820" }] } }],
    remains: ["getGroupAnalytics"],
  },
  removeGroupParticipants: {
    given: async ({ write }) => {
      await write("addGroupParticipants");
      return {};
    },
    hides: { getGroup: { wa_id: "15550123456" } },
    follows: ["getGroupAnalytics"],
  },
  approveGroupJoinRequests: {
    hides: { listGroupJoinRequests: { join_request_id: "MTU1NTAxMjM0NTY6MTIwMzYzMDQwMQ" } },
    shows: { getGroup: { user_id: "GB.20881134566712093344" } },
    follows: ["getGroupAnalytics"],
  },
  rejectGroupJoinRequests: {
    hides: { listGroupJoinRequests: { join_request_id: "MTU1NTAxMjM0NTY6MTIwMzYzMDQwMQ" } },
  },
};

const flowJson = JSON.stringify({
  version: "7.3",
  screens: [
    {
      id: "VISIT",
      title: "Your visit",
      terminal: true,
      layout: {
        type: "SingleColumnLayout",
        children: [{ type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } }],
      },
    },
  ],
});

const draft = async ({ write }: Tools): Promise<Given> => {
  const { id } = await write("createFlow", { body: { name: "seat", categories: ["OTHER"] } });
  return { path: { flow_id: String(id) } };
};

const newTemplate = async ({ write }: Tools): Promise<Given> => {
  const { id } = await write("createMessageTemplate");
  return { path: { template_id: String(id) } };
};

const openSession = async ({ write }: Tools): Promise<Given> => {
  const query = { file_name: "harbour.jpg", file_length: 5, file_type: "image/jpeg" };
  const { id } = await write("createUploadSession", { query });
  return { path: { upload_session_id: String(id) } };
};

const pooled = async ({ write }: Tools): Promise<Given> => {
  const { id } = await write("addPhoneNumber");
  return { path: { pre_verified_phone_number_id: String(id) } };
};

const partner = "813460912570311";

/** What shares a number of the pool with a partner. */
const toShare = async (tools: Tools) => {
  const preverified_id = (await pooled(tools)).path?.["pre_verified_phone_number_id"];
  return { preverified_id, partner_business_id: partner };
};

/** Reads the partners of the number that a call shares. */
const partnersOf = ({ body, query }: Given): Reads => ({
  listPartners: { path: { pre_verified_phone_number_id: String(Object(body ?? query)["preverified_id"]) } },
});

const toDeactivate = async ({ write }: Tools): Promise<Given> => {
  await write("requestSolutionDeactivation");
  return {};
};

const otherRows: Readonly<Record<string, Row>> = {
  createFlow: {
    ids: ["clone_flow_id"],
    given: { body: { name: "seat", categories: ["OTHER"] } },
    reads: ({ id }) => ({ getFlow: { path: { flow_id: String(id) } } }),
    shows: { listFlows: { name: "seat" }, getFlow: { name: "seat", status: "DRAFT" } },
    undo: ({ id }) => ["deleteFlow", { path: { flow_id: String(id) } }],
  },
  updateFlow: {
    shows: { getFlow: { name: "tasting_booking_autumn" }, listFlows: { name: "tasting_booking_autumn" } },
  },
  publishFlow: { given: draft, shows: { listFlows: { name: "seat", status: "PUBLISHED" } } },
  deprecateFlow: { shows: { getFlow: { status: "DEPRECATED" }, listFlows: { status: "DEPRECATED" } } },
  deleteFlow: { given: draft, hides: { listFlows: { name: "seat" } } },
  migrateFlows: {
    given: { path: { waba_id: otherAccount }, body: { source_waba_id: account } },
    reads: { listFlows: { path: { waba_id: otherAccount } } },
    shows: { listFlows: { name: "tasting_booking", status: "DRAFT" } },
  },
  uploadFlowAsset: {
    given: async (tools) => ({
      ...(await draft(tools)),
      body: formOf({ name: "flow.json", asset_type: "FLOW_JSON" }, "file", new File([flowJson], "flow.json")),
    }),
    at: (given) => ({ getFlow: given, listFlowAssets: given }),
    shows: { getFlow: { json_version: "7.3" }, listFlowAssets: { asset_type: "FLOW_JSON" } },
    follows: ["listFlows"],
  },
  createCatalog: { given: { body: { name: "Pier" } }, shows: { listOwnedCatalogs: { name: "Pier" } } },
  connectCatalog: {
    ids: ["catalog_id"],
    given: ofOtherAccount,
    reads: { listConnectedCatalogs: ofOtherAccount },
    shows: { listConnectedCatalogs: { id: "367025965434465" } },
    undo: () => ["disconnectCatalog", ofOtherAccount],
  },
  disconnectCatalog: { ids: ["catalog_id"], hides: { listConnectedCatalogs: { id: "367025965434465" } } },
  createSignup: {
    reads: ({ id }) => ({ getSignup: { path: { signup_id: String(id) } } }),
    shows: { listSignups: { display_name: "Counter card" }, getSignup: { promo_code: "HARBOUR10", status: "ACTIVE" } },
  },
  updateSignup: { shows: { getSignup: { status: "DISABLED" }, listSignups: { status: "DISABLED" } } },
  createMessagingCustomerBase: { shows: { listMessagingCustomerBases: { name: "Winter subscribers" } } },
  setDefaultMessagingCustomerBase: {
    ids: ["messaging_customer_base_id"],
    given: { body: { messaging_customer_base_id: "4563018827451077" } },
    shows: { getDefaultMessagingCustomerBase: { default_messaging_customer_base_id: "4563018827451077" } },
  },
  createSolution: {
    reads: ({ solution_id }) => ({ getSolution: { path: { solution_id: String(solution_id) } } }),
    shows: {
      getSolution: { name: "Lantern with Northwind", status: "INITIATED" },
      listApplicationSolutions: { name: "Lantern with Northwind" },
    },
    anyId: "the sandbox does not know every app",
  },
  acceptSolution: {
    given: { path: { solution_id: "3311220044556678" } },
    reads: { getSolution: { path: { solution_id: "3311220044556678" } } },
    shows: {
      getSolution: { status: "ACTIVE" },
      listApplicationSolutions: { id: "3311220044556678", status: "ACTIVE" },
    },
  },
  rejectSolution: {
    shows: {
      getSolution: { status: "REJECTED" },
      listApplicationSolutions: { status: "REJECTED" },
      listWabaSolutions: { status: "REJECTED" },
    },
  },
  requestSolutionDeactivation: {
    shows: {
      getSolution: { status: "PENDING_DEACTIVATION" },
      listApplicationSolutions: { status: "PENDING_DEACTIVATION" },
      listWabaSolutions: { status: "PENDING_DEACTIVATION" },
    },
  },
  acceptSolutionDeactivation: {
    given: toDeactivate,
    shows: {
      getSolution: { status: "DEACTIVATED" },
      listApplicationSolutions: { status: "DEACTIVATED" },
      listWabaSolutions: { status: "DEACTIVATED" },
    },
  },
  rejectSolutionDeactivation: {
    given: toDeactivate,
    shows: {
      getSolution: { status: "ACTIVE" },
      listApplicationSolutions: { id: "3311220044556677", status: "ACTIVE" },
      listWabaSolutions: { status: "ACTIVE" },
    },
  },
  setSolutionMigrationIntent: {
    ids: ["solution_id"],
    reads: ({ id }) => ({ getMigrationIntent: { path: { migration_intent_id: String(id) } } }),
    shows: { getMigrationIntent: { id: "3311220044556678" } },
  },
  setOboMobilityIntent: {
    ids: ["solution_id"],
    reads: ({ intent_id }) => ({ getOboMobilityIntent: { path: { obo_mobility_intent_id: String(intent_id) } } }),
    shows: { getOboMobilityIntent: { id: "3311220044556677" } },
  },
  createOboMobilityIntent: {
    ids: ["solution_id"],
    reads: ({ mobility_intent_id: id }) => ({ getOboMobilityIntent: { path: { obo_mobility_intent_id: String(id) } } }),
    shows: { getOboMobilityIntent: { id: "3311220044556677" } },
  },
  createTemplateGroup: {
    reads: ({ id }) => ({ getTemplateGroup: { path: { template_group_id: String(id) } } }),
    shows: { listTemplateGroups: { name: "Autumn tasting 2026" }, getTemplateGroup: { name: "Autumn tasting 2026" } },
    undo: ({ id }) => ["deleteTemplateGroup", { path: { template_group_id: String(id) } }],
  },
  updateTemplateGroup: {
    shows: { getTemplateGroup: { id: "1689556908129835" }, listTemplateGroups: { id: "1689556908129835" } },
  },
  deleteTemplateGroup: {
    hides: { getTemplateGroup: { id: "9020555671393301" }, listTemplateGroups: { id: "9020555671393301" } },
  },
  createMessageTemplate: {
    reads: ({ id }) => ({ getMessageTemplate: { path: { template_id: String(id) } } }),
    shows: {
      listMessageTemplates: { name: "delivery_today", status: "PENDING" },
      getMessageTemplate: { name: "delivery_today", status: "PENDING" },
    },
    undo: ({ id }) => ["deleteMessageTemplate", { path: { template_id: String(id) } }],
  },
  editMessageTemplate: {
    given: async ({ sandbox }) => {
      await sandbox.templates.reject("1689556908129837");
      return { path: { template_id: "1689556908129837" } };
    },
    at: (given) => ({ getMessageTemplate: given }),
    shows: {
      listMessageTemplates: { text: "The winter roasts are here. Come and taste them!" },
      getMessageTemplate: { text: "The winter roasts are here. Come and taste them!" },
    },
  },
  deleteMessageTemplate: {
    given: newTemplate,
    at: (given) => ({ getMessageTemplate: given }),
    hides: { listMessageTemplates: { name: "delivery_today" }, getMessageTemplate: { name: "delivery_today" } },
  },
  deleteMessageTemplates: {
    given: async (tools) => {
      await newTemplate(tools);
      return { query: { name: "delivery_today" } };
    },
    hides: { listMessageTemplates: { name: "delivery_today" } },
  },
  migrateMessageTemplates: {
    ids: ["source_waba_id"],
    given: { ...ofOtherAccount, body: { source_waba_id: account, template_ids: [template] } },
    reads: { listMessageTemplates: ofOtherAccount },
    shows: { listMessageTemplates: { name: "delivery_on_its_way", status: "APPROVED" } },
  },
  unpauseMessageTemplate: {
    given: { path: { template_id: "1689556908129834" } },
    reads: { getMessageTemplate: { path: { template_id: "1689556908129834" } } },
    shows: {
      listMessageTemplates: { id: "1689556908129834", status: "APPROVED" },
      getMessageTemplate: { id: "1689556908129834", status: "APPROVED" },
    },
  },
  upsertMessageTemplates: { shows: { listMessageTemplates: { name: "login_code", language: "fr" } } },
  archiveMessageTemplates: {
    given: { body: { hsm_ids: [template] } },
    shows: {
      listMessageTemplates: { id: template, status: "ARCHIVED" },
      getMessageTemplate: { id: template, status: "ARCHIVED" },
    },
    undo: () => ["unarchiveMessageTemplates", { body: { hsm_ids: [template] } }],
    remains: ["getMessageTemplate", "listMessageTemplates"], // when they were changed
  },
  unarchiveMessageTemplates: {
    given: async ({ write }) => {
      await write("archiveMessageTemplates", { body: { hsm_ids: [template] } });
      return { body: { hsm_ids: [template] } };
    },
    hides: {
      listMessageTemplates: { id: template, status: "ARCHIVED" },
      getMessageTemplate: { id: template, status: "ARCHIVED" },
    },
  },
  createUploadSession: {
    reads: ({ id }) => ({ getUploadSession: { path: { upload_session_id: String(id) } } }),
    shows: { getUploadSession: { file_offset: 0 } },
    anyId: "the sandbox does not know every app",
  },
  uploadFileBytes: {
    given: async (tools) => ({
      ...(await openSession(tools)),
      body: new TextEncoder().encode("bytes"),
      headers: {
        Authorization: `OAuth ${tools.sandbox.accessToken}`,
        file_offset: "0",
        "Content-Type": "application/octet-stream",
      },
    }),
    at: (given) => ({ getUploadSession: given }),
    shows: { getUploadSession: { file_offset: 5 } },
  },
  uploadMedia: {
    given: async () => ({ body: formOf(product, "file", new File(["bytes"], "a.png", { type: "image/png" })) }),
    reads: ({ id }) => ({ getMedia: { path: { media_id: String(id) } } }),
    shows: { getMedia: { mime_type: "image/png", file_size: "5" } },
    undo: ({ id }) => ["deleteMedia", { path: { media_id: String(id) } }],
  },
  deleteMedia: { hides: { getMedia: { id: "1037543291543636" } } },
  addPhoneNumber: {
    reads: ({ id }) => {
      const path = { pre_verified_phone_number_id: String(id) };
      return { getPreverifiedNumber: { path }, listPartners: { path } };
    },
    shows: {
      listPreverifiedNumbers: { phone_number: "+15550123456" },
      getPreverifiedNumber: { phone_number: "+15550123456" },
    },
    follows: ["listPartners"],
    undo: ({ id }) => ["deletePreverifiedNumber", { path: { pre_verified_phone_number_id: String(id) } }],
  },
  deletePreverifiedNumber: {
    given: pooled,
    at: (given) => ({ getPreverifiedNumber: given, listPartners: given }),
    hides: {
      listPreverifiedNumbers: { phone_number: "+15550123456" },
      getPreverifiedNumber: { phone_number: "+15550123456" },
    },
    follows: ["listPartners"],
  },
  requestPreverifiedNumberCode: { given: pooled, nothing: "the code is on the phone" },
  verifyPreverifiedNumberCode: {
    given: async (tools) => {
      const { path = {} } = await pooled(tools);
      await tools.write("requestPreverifiedNumberCode", { path });
      return { path, body: { code: tools.sandbox.codeFor(path["pre_verified_phone_number_id"] ?? "") } };
    },
    at: ({ path = {} }) => ({ getPreverifiedNumber: { path } }),
    shows: {
      getPreverifiedNumber: { code_verification_status: "VERIFIED" },
      listPreverifiedNumbers: { code_verification_status: "VERIFIED" },
    },
    unseen: { getPreverifiedNumber: ["v23.0", "v24.0"] },
  },
  sharePreverifiedNumber: {
    given: async (tools) => ({ body: await toShare(tools) }),
    at: partnersOf,
    shows: { listPartners: { id: partner } },
    undo: (_, { body }) => ["unsharePreverifiedNumber", { query: Object(body) }],
  },
  unsharePreverifiedNumber: {
    given: async (tools) => {
      const query = await toShare(tools);
      await tools.write("sharePreverifiedNumber", { body: query });
      return { query };
    },
    at: partnersOf,
    hides: { listPartners: { id: partner } },
  },
};

/** By the operation that writes. */
export const rows: Readonly<Record<string, Row>> = {
  ...accountRows,
  ...billingRows,
  ...numberRows,
  ...otherRows,
};
