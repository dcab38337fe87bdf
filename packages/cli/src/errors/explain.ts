import { type ErrorCode, errorCodes } from "@openwaba/runtime/error-codes";
import { homepage, remedyFor } from "./remedies.ts";

/** What is known about a code or a subcode. */
export interface Explanation {
  /** `"190"`, or the range that the code is in, `"200-299"`. */
  readonly code: string;
  readonly subcode?: string;
  readonly name: string;
  readonly meaning: string;
  readonly family: ErrorCode["family"];
  readonly where: string;
  readonly statuses: readonly number[];
  readonly retryable: boolean;
  readonly retried: string;
  readonly remedy: string;
  readonly url: string;
  readonly subcodes: readonly { readonly subcode: string; readonly name: string; readonly meaning: string }[];
}

/** Explains a code, or a subcode of whatever code; more than one if several codes have that subcode. */
export function explain(number: string): Explanation[] {
  const code = documented(number);
  if (code !== undefined) return [explanation(code[0], code[1])];
  return Object.entries(errorCodes).flatMap(([parent, { subcodes = {} }]) => {
    const found = subcodes[number];
    return found ? [{ ...explanation(parent, found), subcode: number }] : [];
  });
}

/** Codes whose name or meaning has all these words. */
export function findCodes(words: readonly string[]): Explanation[] {
  const wanted = words.map((word) => word.toLowerCase());
  return Object.entries(errorCodes)
    .filter(([code, { name, meaning, family }]) => {
      const text = `${code} ${name} ${meaning} ${family}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .map(([code, error]) => explanation(code, error));
}

function documented(number: string): [code: string, error: ErrorCode] | undefined {
  const value = Number(number);
  return Object.entries(errorCodes).find(([code]) => {
    const [first, last = first] = code.split("-").map(Number);
    return (
      code === number ||
      (first !== undefined && last !== undefined && code.includes("-") && first <= value && value <= last)
    );
  });
}

function explanation(code: string, error: ErrorCode): Explanation {
  return {
    code,
    name: error.name,
    meaning: error.meaning,
    family: error.family,
    where: surfaceOf(error),
    statuses: error.status ?? [],
    retryable: error.retryable,
    retried: repeatOf(error),
    remedy: remedyFor(error.family) ?? "",
    url: `${homepage}/reference/errors/${code}`,
    subcodes: Object.entries(error.subcodes ?? {}).map(([subcode, { name, meaning }]) => ({ subcode, name, meaning })),
  };
}

/** Where a code comes. */
export function surfaceOf({ surface }: ErrorCode): string {
  if (surface === "async") return "in webhooks: the call succeeded, the message failed later";
  return surface === "ui" ? "in the window of Embedded Signup only" : "in the answer to a call";
}

/** Whether a client of ours repeats the call. */
export function repeatOf({ retryable, rejected, wait, surface }: ErrorCode): string {
  if (surface !== undefined) return "no: it is no answer to a call";
  if (!retryable) return "no: the same call fails again";
  const after = wait === undefined ? "" : `, after ${wait} s unless the answer says better`;
  return rejected
    ? `yes, sends too: the platform did nothing${after}`
    : `yes, unless it may have sent something${after}`;
}
