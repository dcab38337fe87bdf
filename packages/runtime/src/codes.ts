import { type ErrorFamily, families } from "./generated/error-families.ts";

/** What is known of a Graph error code. */
interface KnownCode {
  family: ErrorFamily;
  /** The same call may succeed later. */
  isRetryable: boolean;
  /** The platform refused before it did anything, so that even a message may be sent again. */
  isRejected: boolean;
  /** Milliseconds that the cause takes to pass, 0 when nobody says. */
  wait: number;
}

let known: Map<number, KnownCode> | undefined;

function readFamilies(): Map<number, KnownCode> {
  const codes = new Map<number, KnownCode>();
  for (const line of families.split("|")) {
    const [family, ...entries] = line.split(" ") as [ErrorFamily];
    let code = 0;
    for (const entry of entries as string[]) {
      const [distance = "", wait] = entry.split(/!+/);
      code += Number.parseInt(distance, 36);
      codes.set(code, { family, isRetryable: wait !== undefined, isRejected: entry.includes("!!"), wait: Number(wait ?? 0) * 1000 });
    }
  }
  return codes;
}

/** What is known of a code; a subcode that has an entry of its own comes first. */
export function lookUp(code: number, subcode?: number): KnownCode | undefined {
  known ??= readFamilies();
  const cause = typeof subcode === "number" && subcode > 9999 ? known.get(subcode) : undefined; // smaller ones have numbers of other codes
  return cause ?? known.get(code > 200 && code < 300 ? 200 : code);
}

/** Whether the same call may succeed later: the platform's word first, then the code, then the HTTP status. */
export function isRetryable(status: number, code: number, subcode?: number, isTransient?: unknown): boolean {
  return isTransient === true || (lookUp(code, subcode)?.isRetryable ?? retryableStatuses.has(status));
}

const retryableStatuses = new Set([
  429, // Too Many Requests
  500, // Internal Server Error
  502, // Bad Gateway
  503, // Service Unavailable
  504, // Gateway Timeout
]);
