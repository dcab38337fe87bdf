import type { Block } from "../../output/layout.ts";
import { bold, dim, green, red, type Span, yellow } from "../../output/span.ts";
import type { Outcome } from "../../templates/apply-templates.ts";
import { placeOf } from "../../templates/desired/desired.ts";
import type { LinkTo } from "./options.ts";
import type { Step, StepAction } from "../../templates/plan/step.ts";

const signs: Readonly<Record<StepAction, Span>> = {
  cannot: red("!"),
  create: green("+"),
  delete: red("-"),
  edit: yellow("~"),
  unchanged: dim("="),
  unmanaged: dim("?"),
};

const words: Readonly<Record<StepAction, string>> = {
  create: "to create",
  edit: "to edit",
  delete: "to delete",
  cannot: "cannot be as the files say",
  unchanged: "unchanged",
  unmanaged: "in no file, left alone",
};

/** The steps of each account with what changes, and their sum. */
export function planBlocks(steps: readonly Step[], linkTo: LinkTo): Block[] {
  const accounts = [...new Set(steps.map(({ account }) => account))];
  return [
    ...accounts.flatMap((account) => {
      const own = steps.filter((step) => step.account === account);
      return [
        ...(accounts.length > 1 ? [[bold(`Account ${account}`)], ""] : []),
        ...own.filter(({ action }) => action !== "unmanaged").flatMap((step) => stepBlocks(step, linkTo)),
        ...strayBlocks(own.filter(({ action }) => action === "unmanaged")),
      ];
    }),
    sumOf(steps),
  ];
}

/** What is in no file, in few lines: it may be much. */
function strayBlocks(steps: readonly Step[]): Block[] {
  if (steps.length === 0) return [];
  const names = steps.map(
    ({ name, language, status }) => `${name} ${language}${status === "APPROVED" ? "" : ` (${status})`}`,
  );
  return [[signs.unmanaged, " in no file:"], { indent: 4, text: names.join(", ") }, ""];
}

function stepBlocks(step: Step, linkTo: LinkTo): Block[] {
  const { action, name, language, status, origin, reason, notes, changes, preview } = step;
  const isPlain = action === "unchanged" || action === "unmanaged";
  const place = origin === undefined ? "" : `  ${placeOf(origin)}`;
  const head: Block = [
    signs[action],
    ` ${action} `,
    bold(name),
    ` ${language}${status ? ` (${status})` : ""}`,
    dim(place),
  ];
  const link = isPlain ? undefined : linkTo(step);
  return [
    head,
    ...[...(reason === undefined ? [] : [reason]), ...notes].map((text) => ({ indent: 4, text })),
    ...changes.map((text) => ({ indent: 4, text: `· ${text}` })),
    ...(isPlain || (preview ?? "") === "" ? [] : previewBlocks(preview ?? "")),
    ...(link === undefined ? [] : [["    ", dim(link)]]),
    ...(isPlain && notes.length === 0 ? [] : [""]),
  ];
}

function previewBlocks(preview: string): Block[] {
  return preview.split("\n").map((line): Block => [dim("    | "), line]);
}

function sumOf(steps: readonly Step[]): string {
  const counts = Object.entries(words).map(([action, text]) => {
    const { length } = steps.filter((step) => step.action === action);
    return length === 0 ? "" : `${length} ${text}`;
  });
  return counts.filter(Boolean).join(", ") || "There are no templates, neither in the files nor in the account";
}

/** What became of each step. */
export function outcomeBlocks(outcomes: readonly Outcome[]): Block[] {
  const rows = outcomes
    .filter(({ result }) => result !== "unmanaged")
    .map(({ step, result, status = "", reason = "" }) => [
      step.name,
      step.language,
      step.account,
      isGood({ step, result, status }) ? green(result) : isBad({ step, result, status }) ? red(result) : result,
      status,
      reason,
    ]);
  const head = ["template", "language", "account", "result", "status", "reason"];
  return rows.length === 0 ? ["There was nothing to do"] : [{ head, rows }];
}

/** Whether the account is not as the files say, and will not be. */
export function isBad({ result, status }: Pick<Outcome, "result" | "status" | "step">): boolean {
  if (result === "cannot" || result === "failed" || result === "skipped") return true;
  return (result === "created" || result === "edited") && status !== undefined && !hopeful.has(status);
}

const hopeful = new Set(["", "APPROVED", "PENDING", "IN_APPEAL"]);

function isGood({ result }: Pick<Outcome, "result" | "status" | "step">): boolean {
  return result === "created" || result === "deleted" || result === "edited";
}

/** A step without the template itself, for `--json`. */
export function plainStep(step: Step, linkTo: LinkTo): object {
  const { template: _template, files: _files, ...plain } = step;
  const link = linkTo(step);
  return { ...plain, ...(link !== undefined && { link }) };
}
