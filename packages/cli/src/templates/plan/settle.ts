import type { AccountTemplate } from "../account.ts";
import type { Desired } from "../desired/desired.ts";
import type { HistoryEntry } from "../history.ts";
import { differences } from "./differences.ts";

/**
 * What a killed run had begun, `done` or `failed` by what the account has now. The times are those of the beginning.
 *
 * @param entries of the account
 */
export function settle(
  entries: readonly HistoryEntry[],
  desired: readonly Desired[],
  actual: readonly AccountTemplate[],
): HistoryEntry[] {
  return entries
    .filter(
      (entry, index) => entry.state === "started" && !entries.slice(index + 1).some((later) => ends(later, entry)),
    )
    .map((entry) => ({ ...entry, state: isDone(entry, desired, actual) ? "done" : "failed" }));
}

function isDone(
  { action, name, language }: HistoryEntry,
  desired: readonly Desired[],
  actual: readonly AccountTemplate[],
) {
  const there = actual.find((one) => one.name === name && one.language === language);
  if (action === "delete") return there === undefined;
  if (action === "create" || there === undefined) return there !== undefined;
  const wanted = desired.find(({ template }) => template.name === name && template.language === language);
  return wanted !== undefined && differences(wanted.template, there).length === 0;
}

/** Whether a later entry says how this one ended. */
function ends(later: HistoryEntry, { action, name, language }: HistoryEntry): boolean {
  return later.state !== "started" && later.action === action && later.name === name && later.language === language;
}
