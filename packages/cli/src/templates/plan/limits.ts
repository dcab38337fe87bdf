import type { HistoryEntry } from "../history.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const createsPerHour = 100;
const editsPerMonth = 10;

interface Key {
  readonly account: string;
  readonly name: string;
  readonly language: string;
}

/** When the platform allows what, by what was done from here; times are in milliseconds since 1970. */
export interface Limits {
  /** How many templates may still be created within this hour, and when the next one may. */
  creates(account: string): { readonly left: number; readonly next: number };
  /** When an approved template may be edited again; not later than now if it may be at once. */
  editableAt(key: Key): { readonly at: number; readonly why: string };
  /** When the name of a deleted template may be used again. */
  freeAt(key: Key): number;
}

/** @param entries with how unfinished ones ended */
export function limitsOf(entries: readonly HistoryEntry[], now: number): Limits {
  const done = entries
    .filter(({ state }) => state === "done")
    .map((entry) => ({ ...entry, time: Date.parse(entry.at) }));
  return {
    creates(account) {
      const times = done
        .filter((entry) => entry.action === "create" && entry.account === account && entry.time > now - hour)
        .map(({ time }) => time)
        .toSorted((one, other) => one - other);
      return { left: createsPerHour - times.length, next: (times.at(-createsPerHour) ?? now) + hour };
    },
    editableAt({ account, name, language }) {
      const times = done
        .filter((entry) => entry.action === "edit" && entry.wasApproved === true)
        .filter((entry) => entry.account === account && entry.name === name && entry.language === language)
        .map(({ time }) => time)
        .toSorted((one, other) => one - other);
      const daily = (times.at(-1) ?? -Infinity) + day;
      const monthly = (times.at(-editsPerMonth) ?? -Infinity) + 30 * day;
      if (monthly > Math.max(daily, now)) return { at: monthly, why: "an approved template takes 10 edits in 30 days" };
      return { at: daily, why: "an approved template takes one edit in 24 hours" };
    },
    freeAt({ account, name }) {
      const times = done
        .filter((entry) => entry.action === "delete" && entry.wasApproved === true)
        .filter((entry) => entry.account === account && entry.name === name)
        .map(({ time }) => time);
      return Math.max(-Infinity, ...times) + 30 * day;
    },
  };
}

/** A time for people. */
export function moment(time: number): string {
  return `${new Date(Math.ceil(time / 60_000) * 60_000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
