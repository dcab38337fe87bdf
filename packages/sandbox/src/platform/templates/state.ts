import type { DomainContext } from "../../domain.ts";
import type { WebhookDelivery } from "../../webhooks/delivery-log.ts";
import type { TimerAction } from "../../world/clock.ts";
import { categoryUpdate, qualityUpdate, statusUpdate } from "./events.ts";
import {
  changeTemplate,
  kind,
  type Template,
  type TemplateCategory,
  templateIn,
  type TemplateQuality,
  type TemplateStatus,
} from "./template.ts";
import { ownerOf } from "../../world/world.ts";

type Context = Pick<DomainContext, "after" | "emit" | "now" | "templateReview" | "world">;
type Deliveries = Promise<readonly WebhookDelivery[]>;

const hour = 60 * 60 * 1000;
const reviewTime = 1000;
const archiveTime = 28 * 24 * hour;
const pauseTimes = [3 * hour, 6 * hour]; // the third time it is disabled

/** How long the name of an approved template stays reserved once it was deleted. */
const reservation = 30 * 24 * hour;
export const reservedNames = "reserved_template_name";

/** Tells the subscribers of the account of a template. */
export function emitEvent(context: Context, { id }: { id: string }, field: string, value: object): Deliveries {
  const wabaId = ownerOf(context.world.find(kind, id));
  return context.emit({ wabaId, field, value, time: seconds(context) });
}

/** Hands a template in for review, which approves it by itself after a moment, unless reviews are made by hand. */
export function handIn(context: Context, id: string): void {
  const { revision } = move(context, id, "PENDING", { rejected_reason: "NONE" });
  if (context.templateReview === "automatic") context.after(reviewTime, "reviewTemplate", { id, revision });
}

export function approve(context: Context, id: string): Deliveries {
  const wasDisabled = statusOf(context, id) === "DISABLED";
  const template = move(context, id, "APPROVED", { rejected_reason: "NONE" });
  return tell(context, template, wasDisabled ? "REINSTATED" : "APPROVED");
}

/** Why a review said no. */
interface Rejection {
  reason: string;
  /** What is wrong and how to write it, of INVALID_FORMAT. */
  info?: { reason: string; recommendation: string };
}

export function reject(context: Context, id: string, { reason, info }: Rejection): Deliveries {
  const template = move(context, id, "REJECTED", { rejected_reason: reason });
  return tell(context, template, "REJECTED", { reason, ...(info && { rejection_info: info }) });
}

/** Pauses a template for its quality for 3 hours, then for 6 hours; the third time it is disabled. */
export function pauseForQuality(context: Context, id: string): Deliveries {
  const pauses = readTemplate(context, id).pauses + 1;
  const time = pauseTimes[pauses - 1];
  if (time === undefined) return disable(context, id);
  const template = move(context, id, "PAUSED", { pauses });
  context.after(time, "unpauseTemplate", { id, revision: template.revision });
  const title = pauses === 1 ? "FIRST_PAUSE" : "SECOND_PAUSE";
  return tell(context, template, "PAUSED", {
    other_info: { title, description: `Recipients did not like it: paused for ${time / hour} hours` },
  });
}

/** Pauses a template for what people did with its first messages, until a call ends that. */
export function pauseForPacing(context: Context, id: string): Deliveries {
  const template = move(context, id, "PAUSED");
  return tell(context, template, "PAUSED", {
    other_info: { title: "RATE_LIMITING_PAUSE", description: "Its first messages were not liked: unpause it" },
  });
}

export function unpause(context: Context, id: string): Deliveries {
  const template = move(context, id, "APPROVED");
  return tell(context, template, "APPROVED", {
    other_info: { title: "UNPAUSE", description: "It can be sent again" },
  });
}

export function disable(context: Context, id: string): Deliveries {
  const template = move(context, id, "DISABLED");
  return tell(context, template, "DISABLED", {
    disable_info: { disable_date: seconds(context) },
    other_info: { title: "DISABLED", description: "It cannot be sent again" },
  });
}

/** A template that is rated RED is paused. */
export function setQuality(context: Context, id: string, score: TemplateQuality): Deliveries {
  const { quality_score: previous, status } = readTemplate(context, id);
  changeTemplate(context.world, { id }, { quality_score: { score, date: seconds(context) } });
  const value = qualityUpdate(readTemplate(context, id), previous.score);
  const rated = emitEvent(context, { id }, "message_template_quality_update", value);
  if (score !== "RED" || status !== "APPROVED") return rated;
  return together(rated, pauseForQuality(context, id));
}

export function setCategory(context: Context, id: string, category: TemplateCategory): Deliveries {
  const previous = readTemplate(context, id).category;
  changeTemplate(context.world, { id }, { category, previous_category: previous, correct_category: category });
  const value = categoryUpdate(readTemplate(context, id), previous);
  return emitEvent(context, { id }, "template_category_update", value);
}

export function archive(context: Context, id: string): Deliveries {
  const template = move(context, id, "ARCHIVED", { statusBefore: statusOf(context, id) });
  context.after(archiveTime, "deleteArchivedTemplate", { id, revision: template.revision });
  return tell(context, template, "ARCHIVED");
}

export function unarchive(context: Context, id: string): Deliveries {
  const { statusBefore = "APPROVED" } = readTemplate(context, id);
  return tell(context, move(context, id, statusBefore, { statusBefore: undefined }), "UNARCHIVED");
}

/** Deletes a template. The name of an approved one stays reserved for 30 days. */
export function remove(context: Context, id: string): Deliveries {
  const { world, now } = context;
  const node = world.find(kind, id);
  if (!node) return Promise.resolve([]);
  const template = templateIn(node);
  const { name, category } = template;
  const told = tell(context, template, "DELETED", { reason: null });
  world.remove(node);
  if (template.status === "APPROVED" || template.statusBefore === "APPROVED") {
    const until = now() + reservation;
    world.put(reservedNames, node.of, { name, category, until }, `${node.of} ${name}`);
  }
  return told;
}

/** What becomes of templates by itself. Nothing, if they have changed meanwhile. */
export function templateTimers(context: Context): Record<string, TimerAction> {
  function unlessChanged(action: (context: Context, id: string) => unknown): TimerAction {
    return ({ id, revision }) => {
      const node = context.world.find(kind, String(id));
      if (node && templateIn(node).revision === revision) action(context, node.id);
    };
  }
  return {
    reviewTemplate: unlessChanged(approve),
    unpauseTemplate: unlessChanged(unpause),
    deleteArchivedTemplate: unlessChanged(remove),
    moveTemplate({ id, category }) {
      const node = context.world.find(kind, String(id));
      if (node?.data["correct_category"] !== category) return;
      void setCategory(context, node?.id ?? "", category as TemplateCategory);
    },
  };
}

export function readTemplate({ world }: Pick<Context, "world">, id: string): Template {
  const node = world.find(kind, id);
  if (!node) throw new Error(`there is no template ${id}`);
  return templateIn(node);
}

function statusOf(context: Context, id: string): TemplateStatus {
  return readTemplate(context, id).status;
}

function move(context: Context, id: string, status: TemplateStatus, more: object = {}): Template {
  const revision = readTemplate(context, id).revision + 1;
  const changes = { status, revision, last_updated_time: seconds(context), ...more };
  return templateIn(changeTemplate(context.world, { id }, changes));
}

function tell(context: Context, template: Template, ...[event, details]: Tail<Parameters<typeof statusUpdate>>) {
  const value = statusUpdate(template, event, details);
  return emitEvent(context, template, "message_template_status_update", value);
}

type Tail<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;

async function together(...told: Deliveries[]): Deliveries {
  return (await Promise.all(told)).flat();
}

function seconds({ now }: Context): number {
  return Math.floor(now() / 1000);
}
