/** Something that the form of a control asks for. */
export interface ControlField {
  readonly name: string;
  readonly label: string;
  /** What can be chosen; the first is chosen at the beginning. Any text if there are none. */
  readonly options?: readonly string[];
  /** Of a text. */
  readonly initial?: string;
  /** Whether the field is left out when it is empty. */
  readonly isOptional?: boolean;
}

/** Something that only the platform does, with the control route that does it. */
export interface Control {
  /** Last part of the route. */
  readonly action: string;
  readonly label: string;
  /** What it does beside that, or needs. */
  readonly hint?: string;
  readonly fields?: readonly ControlField[];
  readonly isDangerous?: boolean;
  /** What is asked before. @default nothing */
  readonly question?: string;
  /** What is sent. @default the values of the fields, without the empty ones that are optional */
  readonly body?: (values: Values, now: number) => object;
}

export type Values = Readonly<Record<string, string>>;

/** What is in the fields of a control at the beginning. */
export function initialValues({ fields = [] }: Control): Values {
  return Object.fromEntries(
    fields.map(({ name, options, initial = "", isOptional = false }) => [
      name,
      options === undefined || isOptional ? initial : (options[0] ?? ""),
    ]),
  );
}

/** The body of the call of a control route; `now` is the time of the sandbox, in milliseconds since 1970. */
export function bodyOf(control: Control, values: Values, now: number): object {
  if (control.body) return control.body(values, now);
  const given = (control.fields ?? []).filter(({ name, isOptional = false }) => !isOptional || values[name] !== "");
  return Object.fromEntries(given.map(({ name }) => [name, values[name] ?? ""]));
}

const hour = 3_600_000; // ms

export const numberControls: readonly Control[] = [
  {
    action: "quality",
    label: "Set the quality",
    hint: "A number of low quality is flagged.",
    fields: [{ name: "rating", label: "Quality", options: ["GREEN", "YELLOW", "RED", "UNKNOWN"] }],
  },
  {
    action: "throughput",
    label: "Set the throughput",
    hint: "80 or 1,000 messages a second.",
    fields: [{ name: "level", label: "Throughput", options: ["STANDARD", "HIGH"] }],
  },
  {
    action: "name",
    label: "Decide on the name",
    hint: "A display name must be under review.",
    fields: [
      { name: "decision", label: "Decision", options: ["APPROVED", "REJECTED"] },
      {
        name: "reason",
        label: "Reason of a rejection",
        isOptional: true,
        options: [
          "NAME_EMPLOYEE_ISSUE",
          "NAME_ENDCLIENT_NOTRELATED",
          "NAME_FORMAT_UNACCEPTABLE",
          "NAME_INDIVIDUAL_ISSUE",
          "NAME_NOT_CONSISTENT",
          "UNKNOWN",
        ],
      },
    ],
  },
  { action: "request-pin-reset", label: "Ask to reset the PIN", hint: "Somebody wants two-step verification off." },
  { action: "reset-pin", label: "Take the PIN away", isDangerous: true },
  { action: "revoke-username", label: "Take the username back", isDangerous: true },
];

const limits = ["TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"];

const violations = [
  "ADULT",
  "ALCOHOL",
  "DATING",
  "DRUGS",
  "GAMBLING",
  "HEALTHCARE",
  "ILLEGAL_PRODUCTS",
  "MISLEADING",
  "SCAM",
  "SUPPLEMENTS",
  "TOBACCO",
  "WEAPONS",
];

const restrictions = [
  "RESTRICTED_BIZ_INITIATED_MESSAGING",
  "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
  "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
  "RESTRICTED_UTILITY_TEMPLATES",
  "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES",
  "RESTRICTED_BUSINESS_INITIATED_CALLING",
  "RESTRICTED_USER_INITIATED_CALLING",
  "RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING",
];

export const accountControls: readonly Control[] = [
  {
    action: "review",
    label: "Review",
    fields: [{ name: "decision", label: "Decision", options: ["APPROVED", "DEFERRED", "PENDING", "REJECTED"] }],
  },
  { action: "verify", label: "Verify the business" },
  {
    action: "limit",
    label: "Set the limit",
    hint: "How many people the business may write to first.",
    fields: [{ name: "limit", label: "Messaging limit", options: limits }],
  },
  {
    action: "payment-method",
    label: "Set the payment method",
    hint: "Without one, messages that cost something fail with code 131042.",
    fields: [{ name: "is_valid", label: "The account can pay", options: ["No", "Yes"] }],
    body: ({ is_valid }) => ({ is_valid: is_valid === "Yes" }),
  },
  {
    action: "restrict",
    label: "Restrict",
    hint: "Messages that it forbids are refused with code 368.",
    isDangerous: true,
    fields: [
      { name: "type", label: "Restriction", options: restrictions },
      { name: "hours", label: "Hours until it ends", initial: "168", isOptional: true },
      { name: "remediation", label: "What to do about it", isOptional: true },
    ],
    body: ({ type, hours = "", remediation = "" }, now) => ({
      restrictions: [
        {
          type,
          ...(hours !== "" && { expiration: Math.floor((now + Number(hours) * hour) / 1000) }),
          ...(remediation !== "" && { remediation }),
        },
      ],
    }),
  },
  { action: "restrict", label: "Lift all restrictions", body: () => ({ restrictions: [] }) },
  {
    action: "ban",
    label: "Ban",
    hint: "Its messages are refused with code 131031.",
    isDangerous: true,
    fields: [{ name: "state", label: "When", options: ["DISABLE", "SCHEDULE_FOR_DISABLE"] }],
  },
  { action: "reinstate", label: "Lift the ban" },
  {
    action: "warn",
    label: "Warn",
    fields: [
      { name: "type", label: "Rule that was broken", options: violations },
      { name: "remediation", label: "What to do about it", isOptional: true },
    ],
  },
  {
    action: "alert",
    label: "Alert",
    fields: [
      {
        name: "type",
        label: "Alert",
        options: [
          "OBA_APPROVED",
          "OBA_REJECTED",
          "PROFILE_PICTURE_LOST",
          "INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED",
          "INCREASED_CAPABILITIES_ELIGIBILITY_FAILED",
          "INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO",
        ],
      },
      { name: "severity", label: "Severity", options: ["INFORMATIONAL", "WARNING", "CRITICAL"] },
      { name: "description", label: "What happened", isOptional: true },
      { name: "phone_number_id", label: "Id of the number, if it is about one", isOptional: true },
    ],
  },
  {
    action: "payment",
    label: "Set a payment configuration",
    fields: [
      { name: "configuration_name", label: "Name of the configuration" },
      { name: "status", label: "State", options: ["Active", "Needs Connecting", "Needs Testing"] },
    ],
  },
  { action: "share", label: "Share with the partner", hint: "As at the end of Embedded Signup." },
  { action: "unshare", label: "End the sharing" },
  {
    action: "remove",
    label: "Delete the account",
    isDangerous: true,
    question:
      "The account goes with its numbers, templates, flows and all else that belongs to it. Only a reset or an import brings it back.",
  },
];

export const verificationControls: readonly Control[] = [
  {
    action: "decide",
    label: "Decide",
    fields: [
      { name: "status", label: "Decision", options: ["APPROVED", "DISCARDED", "FAILED", "PENDING", "REVOKED"] },
      {
        name: "reason",
        label: "Reason",
        isOptional: true,
        options: [
          "ADDRESS_NOT_MATCHING",
          "BUSINESS_NOT_ELIGIBLE",
          "LEGAL_NAME_NOT_FOUND_IN_DOCUMENTS",
          "LEGAL_NAME_NOT_MATCHING",
          "MALFORMED_DOCUMENTS",
          "WEBSITE_NOT_MATCHING",
        ],
      },
    ],
    body: ({ status, reason = "" }) => ({ status, reasons: reason === "" ? [] : [reason] }),
  },
];

/** Values of alerts about flows, in which the numbers are only examples. */
const flowAlerts: Readonly<Record<string, object>> = {
  CLIENT_ERROR_RATE: { threshold: 10, error_rate: 14.28, errors: [{ error_type: "INVALID_SCREEN_TRANSITION" }] },
  ENDPOINT_ERROR_RATE: { threshold: 10, error_rate: 14.28, errors: [{ error_type: "TIMEOUT" }] },
  ENDPOINT_LATENCY: { threshold: 1000, requests_count: 320, p50_latency: 640, p90_latency: 1900 },
  ENDPOINT_AVAILABILITY: { threshold: 90, availability: 75 },
};

export const flowControls: readonly Control[] = [
  {
    action: "status",
    label: "Set the state",
    hint: "A flow with trouble is throttled, then blocked.",
    fields: [{ name: "status", label: "State", options: ["THROTTLED", "BLOCKED", "PUBLISHED", "DEPRECATED", "DRAFT"] }],
  },
  {
    action: "alert",
    label: "Alert",
    fields: [
      { name: "event", label: "Trouble", options: Object.keys(flowAlerts) },
      { name: "alert_state", label: "State", options: ["ACTIVATED", "DEACTIVATED"] },
    ],
    body: ({ event = "", alert_state }) => ({ event, alert_state, ...flowAlerts[event] }),
  },
  {
    action: "alert",
    label: "Warn of its version",
    body: () => ({
      event: "FLOW_VERSION_EXPIRY_WARNING",
      warning: "The version of this flow freezes in 21 days.",
    }),
  },
];

export const groupControls: readonly Control[] = [
  {
    action: "suspend",
    label: "Suspend",
    hint: "It then takes no messages.",
    isDangerous: true,
    body: () => ({ is_suspended: true }),
  },
  { action: "suspend", label: "End the suspension", body: () => ({ is_suspended: false }) },
];
