import { type ErrorFamily, families } from "../generated/error-families.ts";
import type * as generated from "../generated/errors.ts";

type GraphError = Pick<generated.GraphErrorObject, "code" | "error_subcode" | "is_transient">;

/** What is known about the cause of an error. */
export interface Cause {
  family: ErrorFamily | "unknown";
  /** The same call may succeed later. */
  isRetryable: boolean;
  /** The platform rejected the call before it took effect, so even a message may be sent again. */
  isRejected: boolean;
  /** Milliseconds until the cause has passed; 0 if unknown. */
  wait: number;
  /** Backoff factor. */
  growth: number;
}

/** Backoff factor where the platform documents none. */
export const usualGrowth = 2;

let known: Map<number, Cause> | undefined;

function readFamilies(): Map<number, Cause> {
  const codes = new Map<number, Cause>();
  for (const line of families.split("|")) {
    const [family, ...entries] = line.split(" ") as [ErrorFamily];
    let code = 0;
    for (const entry of entries as string[]) {
      const [distance = "", wait, growth = usualGrowth] = entry.split(/!+/);
      code += Number.parseInt(distance, 36);
      codes.set(code, {
        family,
        isRetryable: wait !== undefined,
        isRejected: entry.includes("!!"),
        wait: Number(wait ?? 0) * 1000,
        growth: Number(growth),
      });
    }
  }
  return codes;
}

/**
 * Cause of an error: by its subcode if that has its own entry, by its code, otherwise by the HTTP status. Whether the
 * call was rejected before it took effect depends on the code only.
 */
export function causeOf(status: number, { code, error_subcode: subcode, is_transient }: GraphError): Cause {
  known ??= readFamilies();
  const byCode = known.get(documentedCode(code)) ?? {
    family: "unknown",
    isRetryable: retryableStatuses.has(status),
    isRejected: false,
    wait: 0,
    growth: usualGrowth,
  };
  const { isRejected } = byCode;
  const finer = typeof subcode === "number" && subcode > 9999 ? known.get(subcode) : undefined; // smaller subcodes collide with codes
  const cause = finer ? { ...finer, isRejected } : byCode;
  return is_transient === true ? { ...cause, isRetryable: true } : cause;
}

/** The code that has an entry: 200 represents all up to 299. */
function documentedCode(code: number): number {
  return code > 200 && code < 300 ? 200 : code;
}

/** Our page on a code; the list of all for an undocumented one. */
export function pageOf(code: number): string {
  known ??= readFamilies();
  const documented = documentedCode(code);
  return `https://openwaba.github.io/openwaba/reference/errors/${known.has(documented) ? documented : ""}`;
}

const retryableStatuses = new Set([
  429, // Too Many Requests
  500, // Internal Server Error
  502, // Bad Gateway
  503, // Service Unavailable
  504, // Gateway Timeout
]);
