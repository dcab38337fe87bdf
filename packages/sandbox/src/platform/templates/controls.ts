import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../../domain.ts";
import type { WebhookDelivery } from "../../webhooks/delivery-log.ts";
import { categoryAnnouncement, categoryDetection } from "./events.ts";
import {
  approve,
  disable,
  emitEvent,
  pauseForPacing,
  pauseForQuality,
  readTemplate,
  reject,
  setCategory,
  setQuality,
  unpause,
} from "./state.ts";
import { changeTemplate, kind, type TemplateCategory, type TemplateQuality } from "./template.ts";

const categories = ["AUTHENTICATION", "MARKETING", "UTILITY"];
const qualities = ["GREEN", "RED", "UNKNOWN", "YELLOW"];

/** What became of a template, and the webhooks that told of it. */
export interface TemplateChange {
  readonly id: string;
  readonly status: string;
  readonly deliveries: readonly WebhookDelivery[];
}

/** What is wrong with the format of a template, and how to write it. */
export interface RejectionInfo {
  reason: string;
  recommendation: string;
}

type RejectionReason = NonNullable<Schemas["MessageTemplateStatusUpdateValue"]["reason"]>;

/**
 * What the platform does with templates, by hand. Each sends its webhook, and resolves when that was answered or given
 * up. They throw a TypeError if there is no template of this id, or an argument is invalid.
 */
export interface TemplateControls {
  /** Approves a template, also one that was rejected, paused or disabled. */
  approve(id: string): Promise<TemplateChange>;
  /** Rejects a template; `info` says what is wrong with its format. @default reason "INVALID_FORMAT" */
  reject(id: string, reason?: RejectionReason, info?: RejectionInfo): Promise<TemplateChange>;
  /**
   * Pauses a template for its quality: for 3 hours, the second time for 6, the third time it is disabled. With `pacing`
   * for what people did with its first messages, until it is unpaused.
   */
  pause(id: string, options?: { pacing?: boolean }): Promise<TemplateChange>;
  /** Ends a pause. */
  unpause(id: string): Promise<TemplateChange>;
  disable(id: string): Promise<TemplateChange>;
  /** Rates a template. One that is rated RED is paused. */
  setQuality(id: string, score: TemplateQuality): Promise<TemplateChange>;
  /** Moves a template to another category: at once, or announced, `after` so many milliseconds. */
  setCategory(
    id: string,
    category: TemplateCategory,
    options?: { after?: number | undefined },
  ): Promise<TemplateChange>;
  /** Tells that the platform would file a template under another category, and changes nothing. */
  detectCategory(id: string, category: TemplateCategory): Promise<TemplateChange>;
}

export function createTemplateControls(context: DomainContext): TemplateControls {
  async function change(action: string, id: string, run: () => Promise<readonly WebhookDelivery[]>) {
    if (!context.world.find(kind, id)) throw new TypeError(`Cannot ${action} ${id}: there is no such template`);
    const told = run();
    const { status } = readTemplate(context, id);
    return { id, status, deliveries: await told };
  }

  return {
    approve: (id) => change("approve", id, () => approve(context, id)),
    reject: (id, reason = "INVALID_FORMAT", info) =>
      change("reject", id, () => {
        checkText("reject", id, "reason", reason);
        for (const name of ["reason", "recommendation"] as const)
          if (info !== undefined) checkText("reject", id, `info.${name}`, info?.[name]);
        return reject(context, id, { reason, ...(info && { info }) });
      }),
    pause: (id, { pacing = false } = {}) =>
      change("pause", id, () => {
        if (typeof pacing !== "boolean") throw new TypeError(`Cannot pause ${id}: pacing must be true or false`);
        return pacing ? pauseForPacing(context, id) : pauseForQuality(context, id);
      }),
    unpause: (id) => change("unpause", id, () => unpause(context, id)),
    disable: (id) => change("disable", id, () => disable(context, id)),
    setQuality: (id, score) =>
      change("rate", id, () => setQuality(context, id, oneOf("rate", id, score, qualities) as TemplateQuality)),
    setCategory: (id, category, { after } = {}) =>
      change("move", id, () => {
        const target = oneOf("move", id, category, categories) as TemplateCategory;
        return after === undefined ? setCategory(context, id, target) : announce(id, target, after);
      }),
    detectCategory: (id, category) =>
      change("judge", id, () => {
        const correct = oneOf("judge", id, category, categories) as TemplateCategory;
        const value = categoryDetection(readTemplate(context, id), correct);
        return emitEvent(context, { id }, "template_correct_category_detection", value);
      }),
  };

  function announce(id: string, category: TemplateCategory, after: number) {
    if (typeof after !== "number" || !(after >= 0 && after < Infinity))
      throw new TypeError(`Cannot move ${id}: after must be 0 milliseconds or more, not ${after}`);
    changeTemplate(context.world, { id }, { correct_category: category });
    context.after(after, "moveTemplate", { id, category });
    const time = Math.floor((context.now() + after) / 1000);
    return emitEvent(
      context,
      { id },
      "template_category_update",
      categoryAnnouncement(readTemplate(context, id), category, time),
    );
  }
}

function oneOf(action: string, id: string, value: unknown, known: readonly string[]): string {
  if (typeof value === "string" && known.includes(value)) return value;
  throw new TypeError(`Cannot ${action} ${id}: it must be one of ${known.join(", ")}, not ${String(value)}`);
}

function checkText(action: string, id: string, name: string, text: unknown): void {
  if (typeof text === "string" && text !== "") return;
  throw new TypeError(`Cannot ${action} ${id}: ${name} must be a text`);
}
