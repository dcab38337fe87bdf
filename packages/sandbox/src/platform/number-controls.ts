import type { DomainContext } from "../domain.ts";
import { type Deliveries, shownNumber, tell, tellOfNumber } from "./tell.ts";
import { ownerOf, type WorldNode } from "../world/world.ts";

/** How the review of a display name ends. */
export type NameDecision =
  | "APPROVED"
  | {
      /** Why the name is rejected. */
      reason:
        | "NAME_EMPLOYEE_ISSUE"
        | "NAME_ENDCLIENT_NOTRELATED"
        | "NAME_FORMAT_UNACCEPTABLE"
        | "NAME_INDIVIDUAL_ISSUE"
        | "NAME_NOT_CONSISTENT"
        | "UNKNOWN";
    };

export type NumberQuality = "GREEN" | "YELLOW" | "RED" | "UNKNOWN";

/**
 * What the platform or its users do to a business number, which no operation can. What changes is read by the operations
 * from then on; promises settle when the webhooks have been answered or given up. All throw TypeError if there is no such
 * number.
 */
export interface NumberControls {
  /**
   * Decides on the display name that is under review, which is approved by itself after a second.
   *
   * @throws TypeError if none is
   */
  decideName(phoneNumberId: string, decision: NameDecision): Deliveries;
  /** Sets the quality rating. A number of low quality is flagged: that goes out by webhook, and that it no longer is. */
  setQuality(phoneNumberId: string, rating: NumberQuality): Deliveries;
  /** Sets how many messages a second the number can send: 80 or 1,000. Only the upgrade goes out by webhook. */
  setThroughput(phoneNumberId: string, level: "STANDARD" | "HIGH"): Deliveries;
  /** Somebody asks to switch two-step verification off. */
  requestPinReset(phoneNumberId: string): Deliveries;
  /** Takes the PIN away, as the platform does some days after that was asked for. */
  resetPin(phoneNumberId: string): Deliveries;
  /** Takes the username back from the business. */
  revokeUsername(phoneNumberId: string): Deliveries;
}

const kind = "phone_number";
const nothing: Deliveries = Promise.resolve([]);

export function createNumberControls(context: DomainContext): NumberControls {
  const { world } = context;

  function numberWith(id: string): WorldNode {
    const node = world.find(kind, id);
    if (!node) throw new TypeError(`Cannot change the number ${id}: there is none`);
    return node;
  }

  return {
    decideName: (id, decision) => decideName(context, numberWith(id), decision),
    setQuality(id, rating) {
      const node = numberWith(id);
      const wasFlagged = node.data["quality_rating"] === "RED";
      const isFlagged = rating === "RED";
      const status = isFlagged === wasFlagged ? {} : { status: isFlagged ? "FLAGGED" : "CONNECTED" };
      world.change(node, { quality_rating: rating, quality_score: { score: rating }, ...status });
      if (isFlagged === wasFlagged) return nothing;
      return tellOfNumber(context, node, "phone_number_quality_update", {
        event: isFlagged ? "FLAGGED" : "UNFLAGGED",
        ...limitOf(context, node),
      });
    },
    setThroughput(id, level) {
      const node = numberWith(id);
      const isUpgrade =
        level === "HIGH" && (node.data["throughput"] as { level?: string } | undefined)?.level !== level;
      world.change(node, { throughput: { level } });
      if (!isUpgrade) return nothing;
      return tellOfNumber(context, node, "phone_number_quality_update", {
        event: "THROUGHPUT_UPGRADE",
        ...limitOf(context, node),
        current_limit: "TIER_UNLIMITED",
      });
    },
    requestPinReset: (id) =>
      tellOfNumber(context, numberWith(id), "security", { event: "PIN_RESET_REQUEST", requester: "61555822107539" }),
    resetPin(id) {
      const node = numberWith(id);
      const secrets = world.find("phone_number_secrets", id);
      if (secrets) world.put(secrets.kind, id, { ...secrets.data, pin: undefined }, id);
      world.change(node, { is_pin_enabled: false });
      return tellOfNumber(context, node, "security", { event: "PIN_REQUEST_SUCCESS" });
    },
    revokeUsername(id) {
      const node = numberWith(id);
      const username = world.find("username", id);
      if (username) world.remove(username);
      return tellOfNumber(context, node, "business_username_updates", { status: "deleted", context: "revoked" });
    },
  };
}

/** Decides on the name of a number: the one that was asked for last, or the one that it was added with. */
export function decideName(context: DomainContext, node: WorldNode, decision: NameDecision): Deliveries {
  const { new_display_name, new_name_status, name_status, verified_name } = node.data;
  const isNew = new_name_status === "PENDING_REVIEW";
  if (!isNew && name_status !== "PENDING_REVIEW")
    throw new TypeError(`Cannot decide on the name of ${node.id}: none is under review`);
  const isApproved = decision === "APPROVED";
  const status = isApproved ? "APPROVED" : "DECLINED";
  context.world.change(node, isNew ? { new_name_status: status } : { name_status: status });
  return tell(context, ownerOf(node), "phone_number_name_update", {
    ...shownNumber(node),
    decision: isApproved ? "APPROVED" : "REJECTED",
    requested_verified_name: String((isNew ? new_display_name : verified_name) ?? ""),
    rejection_reason: isApproved ? null : decision.reason,
  });
}

/** How many people the business may write to first, as webhooks about a number say it. */
function limitOf({ world }: DomainContext, { of: account = "" }: WorldNode): object {
  const limit = world.find("waba", account)?.data["whatsapp_business_manager_messaging_limit"];
  return limit === undefined ? {} : { max_daily_conversations_per_business: limit };
}
