import { renderTemplate } from "@openwaba/templates";
import type { AccountTemplate } from "../account.ts";
import type { Desired } from "../desired/desired.ts";
import type { HistoryEntry } from "../history.ts";
import { sampleHash, type SampleFiles } from "../sample-files.ts";
import { type Difference, differences } from "./differences.ts";
import { type Limits, moment } from "./limits.ts";
import type { Step } from "./step.ts";

/** What is known when a template is decided on. */
export interface Known {
  readonly account: string;
  readonly now: number;
  readonly limits: Limits;
  /** Of this account, with how unfinished ones ended. */
  readonly entries: readonly HistoryEntry[];
}

const editable = new Set(["APPROVED", "PAUSED", "REJECTED"]);

const whyNot: Readonly<Record<string, string>> = {
  ARCHIVED: "it is archived: restore it by `unarchiveMessageTemplates` first",
  DISABLED: "it is disabled for good: take another name",
  IN_APPEAL: "an appeal is open: wait for it",
  PENDING: "it is in review: wait for it",
  PENDING_DELETION: "it is being deleted",
};

/** A template that the account does not have. */
export function decideNew(
  { template, origin, files = new Map() }: Desired,
  { account, now, limits }: Known,
  isRoom: boolean,
): Step {
  const { name, language } = template;
  const step = {
    account,
    name,
    language,
    origin,
    template,
    files,
    notes: [],
    changes: [],
    preview: previewOf(template),
  };
  const free = limits.freeAt({ account, name, language });
  if (free > now) {
    const reason = `a template of this name was deleted, and its name rests until ${moment(free)}: take another name`;
    return { ...step, action: "cannot", reason };
  }
  if (isRoom) return { ...step, action: "create" };
  const reason = `100 templates an hour can be created: apply again after ${moment(limits.creates(account).next)}`;
  return { ...step, action: "cannot", reason };
}

/** A template that is in the files and in the account. */
export function decideOld(
  { template, origin, files = new Map() }: Desired,
  actual: AccountTemplate,
  known: Known,
): Step {
  const { account, entries } = known;
  const { name, language } = template;
  const { id, status = "" } = actual;
  const found = [...differences(template, actual), ...otherFiles({ template, files }, actual, entries)];
  const category = categoryOf(template, actual, entries);
  const step = { account, name, language, origin, template, files, id, status, preview: previewOf(template) };
  const changes = [...category.changes, ...found].map(({ text }) => text);
  const { notes } = category;
  if (category.changes.length + found.length === 0) return { ...step, action: "unchanged", notes, changes };
  const reason = reasonAgainst([...category.changes, ...found], actual, known);
  if (reason !== undefined) return { ...step, action: "cannot", reason, notes, changes };
  const edited = [...new Set([...category.changes, ...found].map(({ property }) => property))];
  const warning = "its edit is reviewed: until then it may not be sent";
  return { ...step, action: "edit", notes: status === "APPROVED" ? [...notes, warning] : notes, changes, edited };
}

/** A template that is in no file. */
export function decideStray(actual: AccountTemplate, known: Known, isUnwanted: boolean): Step {
  const { id, name = "", language = "", status = "" } = actual;
  const step = { account: known.account, name, language, id, status, changes: [], preview: previewOf(actual) };
  if (!isUnwanted) return { ...step, action: "unmanaged", notes: [] };
  if (status === "DISABLED")
    return { ...step, action: "cannot", reason: "a disabled template cannot be deleted", notes: [] };
  if (status === "PENDING_DELETION") return { ...step, action: "unmanaged", notes: ["it is being deleted"] };
  const notes = status === "APPROVED" ? ["its name cannot be used for 30 days"] : [];
  return { ...step, action: "delete", notes };
}

function reasonAgainst(found: readonly Difference[], actual: AccountTemplate, known: Known): string | undefined {
  const { status = "", name = "", language = "" } = actual;
  const changed = new Set(found.map(({ property }) => property));
  if (changed.has("parameter_format")) return "parameters stay named or numbered: take another name";
  if (changed.has("library_template_name"))
    return "it is not made from this template of the library: take another name";
  if (!editable.has(status)) return whyNot[status] ?? `it is ${status}, and such a template cannot be edited`;
  if (status !== "APPROVED") return undefined;
  if (changed.has("category")) return "the category of an approved template stays: take another name";
  const { at, why } = known.limits.editableAt({ account: known.account, name, language });
  return at > known.now ? `${why}: apply again after ${moment(at)}` : undefined;
}

/** The category: what the platform has moved itself is told, not fought. */
function categoryOf(
  { category: wanted, name, language }: Desired["template"],
  actual: AccountTemplate,
  entries: readonly HistoryEntry[],
): { changes: Difference[]; notes: string[] } {
  const own = wanted.toUpperCase();
  const { category = own, previous_category, correct_category } = actual;
  if (category === own) {
    const isMoving = correct_category !== undefined && correct_category !== "" && correct_category !== category;
    const notes = isMoving ? [`the platform is about to move it from ${category} to ${correct_category}`] : [];
    return { changes: [], notes };
  }
  const asked = entries.findLast((entry) => isOf(entry, name, language) && entry.category !== undefined)?.category;
  if (previous_category === own || asked === own || correct_category === category)
    return { changes: [], notes: [`the platform moved it from ${own} to ${category}: write that, or appeal`] };
  return { changes: [{ property: "category", text: `category: ${category} → ${own}` }], notes: [] };
}

/** Whether other sample files are wanted than were handed in from here. */
function otherFiles(
  { template, files }: { template: Desired["template"]; files: SampleFiles },
  { name = "", language = "" }: AccountTemplate,
  entries: readonly HistoryEntry[],
): Difference[] {
  const handles = sampleHash(template, files);
  const last = entries.findLast((entry) => isOf(entry, name, language))?.handles;
  if (handles === undefined || last === undefined || last === handles) return [];
  return [{ property: "components", text: "components.HEADER.example.header_handle: another file" }];
}

function isOf(entry: HistoryEntry, name: string, language: string): boolean {
  return entry.name === name && entry.language === language && entry.action !== "delete" && entry.state === "done";
}

function previewOf(template: object): string {
  return renderTemplate(template);
}
