import type { Given } from "./every-write.test-support.ts";

type Answer = Readonly<Record<string, unknown>>;

/** Calls another operation that writes, for state that a row needs. */
export type Write = (operationId: string, given?: Given) => Promise<Answer>;

/** An operation that writes, and what it does to what is read. */
export interface Row {
  /** Given in place of the example, which may need other state first. */
  readonly given?: Given | ((write: Write) => Promise<Given>);
  /** Objects that are seen afterwards, somewhere in the response, by the operation that reads. */
  readonly shows?: Readonly<Record<string, Answer>>;
  /** Objects that were seen before, and are not afterwards. */
  readonly hides?: Readonly<Record<string, Answer>>;
  /** What those that read are given in place of their example. */
  readonly reads?: Readonly<Record<string, Given>> | ((answer: Answer) => Readonly<Record<string, Given>>);
  /** Other operations whose response follows from it. */
  readonly follows?: readonly string[];
  /** Takes it away; it is then seen nowhere. */
  readonly undo?: (answer: Answer) => readonly [operationId: string, given?: Given];
  /** What the operation that takes it away leaves behind. */
  readonly remains?: readonly string[];
  /** Why nothing shows it. */
  readonly nothing?: string;
  /** What else names something by its id, in the body or the query: unknown ones are rejected as in the path. */
  readonly ids?: readonly string[];
  /** The tests that cover it, since its body is no JSON or it needs what only they have. */
  readonly elsewhere?: string;
  /** Why its path accepts every id. @default an unknown one is rejected with code 100 and subcode 33 */
  readonly anyId?: string;
}

const account = "102290129340398";
const otherAccount = "104996122399160";
const otherNumber = "108110225544002";
const client = "813460912570444";
const group = "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0";
const product = { messaging_product: "whatsapp" };
const ofOtherAccount = { path: { waba_id: otherAccount } };
const ofOtherNumber = { path: { phone_number_id: otherNumber } };

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
  unsubscribeApp: { hides: { listSubscribedApps: { id: "670843887433847" } } },
  subscribeToWebhooks: {
    shows: { listWebhookSubscriptions: { callback_url: "https://hooks.harbourcoffee.example/whatsapp" } },
    anyId: "the sandbox does not know every app",
  },
  unsubscribeFromWebhooks: {
    hides: { listWebhookSubscriptions: { object: "whatsapp_business_account" } },
    anyId: "the sandbox does not know every app",
  },
  createSystemUser: {
    shows: { listSystemUsers: { name: "Lantern template editor", role: "EMPLOYEE" } },
  },
  installApp: { nothing: "no operation lists the apps of a system user" },
  createSystemUserAccessToken: { nothing: "the response is the token" },
  getBusinessToken: { nothing: "the response is the token", anyId: "clients are known once they signed up" },
  checkMessagingFeatures: { nothing: "the platform does not publish what it returns" },
  createMessageSample: { nothing: "the platform does not publish what it is for" },
  submitBusinessVerification: { elsewhere: "kept-lists" },
};

const billingRows: Readonly<Record<string, Row>> = {
  attachCreditLine: {
    ids: ["waba_id"],
    given: { query: { waba_currency: "EUR" } },
    shows: {
      getWhatsappBusinessAccount: { currency: "EUR" },
      listCreditAllocations: { receiving_business: { id: "506914307656634", name: "Lantern Telecom" } },
      listActivities: { event_type: "BILLING_UPDATED" },
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
  verifyPhoneNumberCode: { elsewhere: "numbers" },
  registerPhoneNumber: {
    given: async (write) => {
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
  unblockUsers: { hides: { listBlockedUsers: { wa_id: "15550123456" } } },
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
    given: async (write) => {
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

const draft = async (write: Write): Promise<Given> => {
  const { id } = await write("createFlow", { body: { name: "seat", categories: ["OTHER"] } });
  return { path: { flow_id: String(id) } };
};

const newTemplate = async (write: Write) => String((await write("createMessageTemplate"))["id"]);

const pooled = async (write: Write): Promise<Given> => {
  await write("addPhoneNumber");
  return {};
};

const toDeactivate = async (write: Write): Promise<Given> => {
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
  uploadFlowAsset: { elsewhere: "flows" },
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
    shows: { listMessageTemplates: { name: "delivery_on_its_way", language: "en_GB" } },
  },
  editMessageTemplate: {
    given: async (write) => ({ path: { template_id: await newTemplate(write) } }),
    shows: { listMessageTemplates: { text: "The winter roasts are here. Come and taste them!" } },
  },
  deleteMessageTemplate: {
    given: async (write) => ({ path: { template_id: await newTemplate(write) } }),
    hides: { listMessageTemplates: { name: "delivery_on_its_way" } },
  },
  deleteMessageTemplates: {
    given: async (write) => {
      await newTemplate(write);
      return { query: { name: "delivery_on_its_way" } };
    },
    hides: { listMessageTemplates: { name: "delivery_on_its_way" } },
  },
  migrateMessageTemplates: { elsewhere: "templates" },
  unpauseMessageTemplate: { elsewhere: "templates" },
  upsertMessageTemplates: { elsewhere: "templates" },
  archiveMessageTemplates: { elsewhere: "templates" },
  unarchiveMessageTemplates: { elsewhere: "templates" },
  createUploadSession: { elsewhere: "uploads" },
  uploadFileBytes: { elsewhere: "uploads" },
  uploadMedia: { elsewhere: "media" },
  deleteMedia: { elsewhere: "media" },
  addPhoneNumber: {
    shows: {
      listPreverifiedNumbers: { phone_number: "+15550123456" },
      getPreverifiedNumber: { phone_number: "+15550123456" },
    },
    follows: ["listPartners"],
    undo: ({ id }) => ["deletePreverifiedNumber", { path: { pre_verified_phone_number_id: String(id) } }],
  },
  deletePreverifiedNumber: {
    given: pooled,
    hides: {
      listPreverifiedNumbers: { phone_number: "+15550123456" },
      getPreverifiedNumber: { phone_number: "+15550123456" },
    },
    follows: ["listPartners"],
  },
  requestPreverifiedNumberCode: { given: pooled, nothing: "the code is on the phone" },
  verifyPreverifiedNumberCode: { elsewhere: "preverified-numbers" },
  sharePreverifiedNumber: {
    given: pooled,
    shows: { listPartners: { id: "813460912570311" } },
    undo: () => ["unsharePreverifiedNumber"],
  },
  unsharePreverifiedNumber: {
    given: async (write) => {
      await pooled(write);
      await write("sharePreverifiedNumber");
      return {};
    },
    hides: { listPartners: { id: "813460912570311" } },
  },
};

/** By the operation that writes. */
export const rows: Readonly<Record<string, Row>> = {
  ...accountRows,
  ...billingRows,
  ...numberRows,
  ...otherRows,
};
