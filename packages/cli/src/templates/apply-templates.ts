import { GraphConnectionError, GraphError } from "@openwaba/runtime";
import {
  createMessageTemplate,
  deleteMessageTemplates,
  type DecidedTemplate,
  editMessageTemplate,
  waitForTemplate,
} from "@openwaba/templates";
import type { PlatformClient } from "../session.ts";
import type { History, HistoryEntry } from "./history.ts";
import type { Plan, Step } from "./plan/step.ts";
import { sampleHash, withHandles } from "./sample-files.ts";

/** What became of a step. `skipped` was not tried. */
export interface Outcome {
  readonly step: Step;
  readonly result:
    | "created"
    | "deleted"
    | "edited"
    | "failed"
    | "skipped"
    | Exclude<Step["action"], "create" | "delete" | "edit">;
  /** State in the account, as far as it is known. */
  readonly status?: string;
  readonly id?: string;
  /** Why it failed, was skipped, cannot be or was rejected. */
  readonly reason?: string;
}

export interface ApplyOptions {
  readonly history: History;
  /** App of the token, to which sample files are uploaded. */
  readonly appId?: string | undefined;
  /** Asked once before anything is deleted; nothing is without it. */
  readonly confirm?: (steps: readonly Step[]) => Promise<boolean>;
  /** Milliseconds to wait for reviews, all together. @default no waiting */
  readonly wait?: number;
  /** Told of each step once it is over. */
  readonly onOutcome?: (outcome: Outcome) => void;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

const order = ["create", "edit", "delete"] as const;

/**
 * Does what a plan says: creates, then edits, then deletes, so that what replaces a template is there before it goes.
 * Deletes nothing if something before failed, or nobody confirms it. A step that fails does not keep others from being
 * done; a token without permission, a limit or a lost connection does. What it begins and finishes is in the history, so
 * that a run that was killed goes on from a new plan.
 *
 * Returns what became of every step, in the order of the plan.
 */
export async function applyTemplates(client: PlatformClient, plan: Plan, options: ApplyOptions): Promise<Outcome[]> {
  const { confirm, wait, onOutcome, signal } = options;
  const outcomes = new Map<Step, Outcome>();
  const settle = (outcome: Outcome) => {
    outcomes.set(outcome.step, outcome);
    onOutcome?.(outcome);
  };
  const skip = (step: Step, reason: string) => settle({ step, result: "skipped", reason });
  for (const entry of plan.settled) await options.history.add(entry);
  let stopped: string | undefined;
  for (const action of order) {
    const steps = plan.steps.filter((step) => step.action === action);
    if (action === "delete" && steps.length > 0) stopped ??= await whyNotDelete([...outcomes.values()], steps, confirm);
    for (const step of steps) {
      if (signal?.aborted) stopped ??= "it was stopped";
      if (stopped !== undefined) {
        skip(step, stopped);
        continue;
      }
      const { outcome, isLast } = await run(client, step, options);
      settle(outcome);
      if (isLast) stopped = `not tried after what happened to ${step.name}`;
    }
  }
  if (wait !== undefined && wait > 0) await awaitReviews(client, outcomes, wait, signal);
  return plan.steps.map((step) => outcomes.get(step) ?? untouched(step));
}

function untouched(step: Step): Outcome {
  const { action, status, id, reason } = step;
  return {
    step,
    result: action as "cannot" | "unchanged" | "unmanaged",
    ...(status !== undefined && { status }),
    ...(id !== undefined && { id }),
    ...(reason !== undefined && { reason }),
  };
}

async function whyNotDelete(
  before: readonly Outcome[],
  steps: readonly Step[],
  confirm: ApplyOptions["confirm"],
): Promise<string | undefined> {
  if (before.some(({ result }) => result === "failed")) return "nothing is deleted after a failure";
  return (await confirm?.(steps)) === true ? undefined : "nobody confirmed it";
}

/** One call, and the lines about it. */
async function run(client: PlatformClient, step: Step, { history, now = Date.now, appId, signal }: ApplyOptions) {
  const write = (state: HistoryEntry["state"], more: Partial<HistoryEntry> = {}) =>
    history.add({ ...entryOf(step), ...more, at: new Date(now()).toISOString(), state });
  const fail = (error: unknown, isLast: boolean) => {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: { step, result: "failed", reason } satisfies Outcome, isLast };
  };
  let ready: Step;
  try {
    ready = await prepare(client, step, { appId, ...(signal && { signal }) });
  } catch (error) {
    return fail(error, isGeneral(error));
  }
  await write("started");
  try {
    const outcome = { ...(await call(client, ready, signal ? { signal } : {})), step };
    await write("done", { id: outcome.id });
    return { outcome, isLast: false };
  } catch (error) {
    const isLost = !(error instanceof GraphError);
    if (!isLost) await write("failed"); // else nobody knows: the next plan looks
    return fail(error, isLost || isGeneral(error));
  }
}

/** The step with its sample files uploaded. */
async function prepare(
  client: PlatformClient,
  step: Step,
  options: Pick<ApplyOptions, "appId" | "signal">,
): Promise<Step> {
  const { template, files, action } = step;
  if (template === undefined || files === undefined || files.size === 0 || action === "delete") return step;
  return { ...step, template: await withHandles(client, template, files, options) };
}

async function call(client: PlatformClient, step: Step, options: { signal?: AbortSignal }): Promise<Outcome> {
  const { account: waba_id, action, template, id = "", name } = step;
  if (action === "delete") {
    await deleteMessageTemplates(client, { waba_id, name, hsm_id: id }, options);
    return { step, result: "deleted", id };
  }
  if (template === undefined) throw new TypeError(`Cannot ${action} ${name}: the step has no template`);
  if (action === "edit") {
    const changed = Object.fromEntries((step.edited ?? []).map((property) => [property, Object(template)[property]]));
    await editMessageTemplate(client, { template_id: id, ...changed }, options);
    return { step, result: "edited", id, status: "PENDING" };
  }
  const created = await createMessageTemplate(client, { waba_id, ...template }, options);
  return { step, result: "created", id: created.id, status: created.status ?? "PENDING" };
}

function entryOf({
  account,
  action,
  name,
  language,
  id,
  status,
  template,
  files,
}: Step): Omit<HistoryEntry, "at" | "state"> {
  return {
    account,
    action: action as HistoryEntry["action"],
    name,
    language,
    id,
    category: template?.category.toUpperCase(),
    handles: sampleHash(template, files),
    wasApproved: action === "create" ? undefined : status === "APPROVED",
  };
}

/** Whether other steps would fail too. */
function isGeneral(error: unknown): boolean {
  if (error instanceof GraphConnectionError) return true;
  return error instanceof GraphError && ["auth", "permission", "server", "throttling"].includes(error.family);
}

async function awaitReviews(
  client: PlatformClient,
  outcomes: Map<Step, Outcome>,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const end = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
  await Promise.all(
    [...outcomes.values()].map(async (outcome) => {
      const { id, result, step } = outcome;
      if (id === undefined || (result !== "created" && result !== "edited")) return;
      const decided = await waitForTemplate(client, { template_id: id }, { timeout, signal: end }).catch(unknown);
      outcomes.set(step, { ...outcome, ...(typeof decided === "string" ? { reason: decided } : reviewed(decided)) });
    }),
  );
}

/** Why it is not known what became of a review. */
function unknown(error: unknown): string {
  const isLate = error instanceof DOMException;
  return isLate
    ? "its review goes on"
    : `its review cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

function reviewed({ status, category, rejected_reason: why }: DecidedTemplate): Pick<Outcome, "reason" | "status"> {
  const reason = why === undefined || why === "NONE" ? undefined : `${why}${category ? ` as ${category}` : ""}`;
  return { ...(status !== undefined && { status }), ...(reason !== undefined && { reason }) };
}
