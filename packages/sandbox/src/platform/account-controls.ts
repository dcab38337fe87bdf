import type { DomainContext } from "../domain.ts";
import { ownerOf, type WorldNode } from "../world/world.ts";
import { findLink } from "../world/links.ts";
import { changeAccountState } from "./account-state.ts";
import { type Deliveries, tell, tellOfNumber, type ValueOf } from "./tell.ts";
import { tellOfPayment } from "./payment-events.ts";

type AccountUpdate = ValueOf<"account_update">;

/** A rule of the platform that an account broke. */
export interface AccountViolation {
  /** Such as `SCAM`, as `violation_info.violation_type` has it. */
  type: string;
  /** What to do about it. */
  remediation?: string;
}

/** What an account may not do. */
export interface AccountRestriction {
  /** Such as `RESTRICTED_BIZ_INITIATED_MESSAGING`, as `restriction_info.restriction_type` has it. */
  type: string;
  /** When it ends, in seconds since 1970. */
  expiration?: number;
  /** What to do about it. */
  remediation?: string;
}

/** Something that needs attention. */
export interface AccountAlert {
  /** Such as `OBA_APPROVED`, as `alert_info.alert_type` has it. */
  type: string;
  /** @default "INFORMATIONAL" */
  severity?: "CRITICAL" | "INFORMATIONAL" | "WARNING";
  description?: string;
  /** The number that it is about. @default the business */
  phoneNumberId?: string;
}

export type MessagingLimit = "TIER_250" | "TIER_2K" | "TIER_10K" | "TIER_100K" | "TIER_UNLIMITED";

/**
 * What the platform or others do to an account, which no operation can. What changes is read by the operations from then
 * on; promises settle when the webhooks have been answered or given up. All throw TypeError if there is no such account.
 */
export interface AccountControls {
  /** Ends the review of the account. */
  review(wabaId: string, decision: "APPROVED" | "DEFERRED" | "PENDING" | "REJECTED"): Deliveries;
  /** The business that owns the account is verified. */
  verify(wabaId: string): Deliveries;
  /** Sets how many people the business may write to first in 24 hours. */
  setLimit(wabaId: string, limit: MessagingLimit): Deliveries;
  warn(wabaId: string, violation: AccountViolation): Deliveries;
  /**
   * Restricts the account until each restriction expires: messages that its type forbids are refused with code 368, a
   * type that is not documented forbids all. Without restrictions the account is free again.
   */
  restrict(wabaId: string, restrictions: readonly AccountRestriction[]): Deliveries;
  /** Bans the account, whose messages are then refused with code 131031, or announces that. */
  ban(wabaId: string, state?: "DISABLE" | "SCHEDULE_FOR_DISABLE"): Deliveries;
  /** Lifts the ban. */
  reinstate(wabaId: string): Deliveries;
  /** Whether the account has a valid way of paying; without one, messages that cost something fail with code 131042. */
  setPaymentMethod(wabaId: string, isValid: boolean): Deliveries;
  alert(wabaId: string, alert: AccountAlert): Deliveries;
  /** A customer shares the account with the business of the sandbox, as at the end of Embedded Signup. */
  share(wabaId: string): Deliveries;
  /** The customer ends that. */
  unshare(wabaId: string): Deliveries;
  /** Deletes the account with its numbers, and all that belongs to it. */
  remove(wabaId: string): Deliveries;
  /**
   * Ends the verification of a customer's business that a partner asked for.
   *
   * @param submissionId as `listBusinessVerificationSubmissions` returns it
   * @throws TypeError if there is no such submission
   */
  certify(
    submissionId: string,
    status: "APPROVED" | "DISCARDED" | "FAILED" | "PENDING" | "REVOKED",
    reasons?: readonly string[],
  ): Deliveries;
  /**
   * Sets the state of a payment configuration, as connecting or losing a gateway does.
   *
   * @throws TypeError if the account has no such configuration
   */
  setPaymentStatus(
    wabaId: string,
    configurationName: string,
    status: "Active" | "Needs Connecting" | "Needs Testing",
  ): Deliveries;
}

export function createAccountControls(context: DomainContext): AccountControls {
  const { world, now, businesses } = context;

  function accountWith(id: string): WorldNode {
    const node = world.find("waba", id);
    if (!node) throw new TypeError(`Cannot change the account ${id}: there is none`);
    return node;
  }

  const update = (id: string, value: AccountUpdate) => tell(context, id, "account_update", value);

  function changeBan(id: string, state: "DISABLE" | "REINSTATE" | "SCHEDULE_FOR_DISABLE"): Deliveries {
    const node = accountWith(id);
    if (state !== "SCHEDULE_FOR_DISABLE") changeAccountState(world, node, { isBanned: state === "DISABLE" });
    const waba_ban_date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(now());
    return update(id, { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: state, waba_ban_date } });
  }

  function changePartner(id: string, event: "PARTNER_ADDED" | "PARTNER_REMOVED"): Deliveries {
    const node = accountWith(id);
    world.change(node, { is_shared_with_partners: event === "PARTNER_ADDED" });
    const waba_info = { waba_id: id, ...(node.of !== undefined && { owner_business_id: node.of }) };
    return tell(context, businesses[0].id, "account_update", { event, waba_info });
  }

  return {
    review(id, decision) {
      world.change(accountWith(id), { account_review_status: decision });
      return tell(context, id, "account_review_update", { decision });
    },
    verify(id) {
      const node = accountWith(id);
      world.change(node, { business_verification_status: "verified" });
      const business = node.of === undefined ? undefined : world.find("business", node.of);
      if (business) world.change(business, { verification_status: "verified" });
      return update(id, { event: "VERIFIED_ACCOUNT" });
    },
    setLimit(id, limit) {
      const node = accountWith(id);
      const former = node.data["whatsapp_business_manager_messaging_limit"];
      const current = { whatsapp_business_manager_messaging_limit: limit };
      world.change(node, current);
      const numbers = world.list("phone_number", id);
      for (const number of numbers) world.change(number, current);
      const capability = { max_daily_conversations_per_business: limit };
      const ofAccount = tell(context, id, "business_capability_update", capability);
      const ofNumbers = numbers.map((number) =>
        tellOfNumber(context, number, "phone_number_quality_update", {
          event: former === undefined ? "ONBOARDING" : isHigher(limit, former) ? "UPGRADE" : "DOWNGRADE",
          ...(former !== undefined && { old_limit: String(former) }),
          current_limit: limit,
          max_daily_conversations_per_business: limit,
        }),
      );
      return Promise.all([ofAccount, ...ofNumbers]).then((deliveries) => deliveries.flat());
    },
    warn(id, { type, remediation }) {
      accountWith(id);
      const violation_info = { violation_type: type, ...(remediation !== undefined && { remediation }) };
      return update(id, { event: "ACCOUNT_VIOLATION", violation_info });
    },
    restrict(id, restrictions) {
      changeAccountState(world, accountWith(id), { restrictions: structuredClone(restrictions) });
      const restriction_info = restrictions.map(({ type, ...more }) => ({ restriction_type: type, ...more }));
      return update(id, { event: "ACCOUNT_RESTRICTION", restriction_info });
    },
    ban: (id, state = "DISABLE") => changeBan(id, state),
    reinstate: (id) => changeBan(id, "REINSTATE"),
    setPaymentMethod(id, isValid) {
      changeAccountState(world, accountWith(id), { canPay: isValid });
      return Promise.resolve([]); // the platform tells nobody
    },
    alert(id, { type, severity = "INFORMATIONAL", description, phoneNumberId }) {
      const node = accountWith(id);
      return tell(context, id, "account_alerts", {
        entity_type: phoneNumberId === undefined ? "BUSINESS" : "PHONE_NUMBER",
        entity_id: phoneNumberId ?? node.of ?? businesses[0].id,
        alert_info: {
          alert_severity: severity,
          alert_status: "ACTIVE",
          alert_type: type,
          ...(description !== undefined && { alert_description: description }),
        },
      });
    },
    share: (id) => changePartner(id, "PARTNER_ADDED"),
    unshare: (id) => changePartner(id, "PARTNER_REMOVED"),
    remove(id) {
      const node = accountWith(id);
      const told = update(id, { event: "ACCOUNT_DELETED" });
      world.remove(node);
      return told;
    },
    certify(id, status, reasons = []) {
      const node = world.find("verification_submission", id);
      if (!node) throw new TypeError(`Cannot decide on the verification ${id}: there is none`);
      const { rejection_reasons: _, ...data } = node.data;
      const time = new Date(now()).toISOString().replace(/\.\d+Z$/, "+0000");
      const why = reasons.length > 0 && { rejection_reasons: reasons };
      world.put(node.kind, node.of, { ...data, verification_status: status, update_time: time, ...why }, id);
      return tell(context, ownerOf(node), "account_update", {
        event: "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
        partner_client_certification_info: {
          client_business_id: String(data["client_business_id"]),
          status,
          rejection_reasons: [...reasons],
        },
      });
    },
    setPaymentStatus(id, configurationName, status) {
      const node = findLink(world, "payment_configuration", accountWith(id).id, configurationName);
      if (!node) throw new TypeError(`Cannot change the payment configuration ${configurationName}: there is none`);
      const time = Math.floor(now() / 1000);
      world.change(node, { status: status.replace(" ", "_"), updated_timestamp: time });
      return tellOfPayment(context, id, { ...node.data, status, updated_timestamp: time });
    },
  };
}

const limits = ["TIER_250", "TIER_1K", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"];

function isHigher(limit: string, former: unknown): boolean {
  return limits.indexOf(limit) > limits.indexOf(String(former));
}
