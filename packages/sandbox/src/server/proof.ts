import type { Proof } from "../platform/token-store.ts";

/** The proof of a call, in its query or else in its body. */
export function proofOf(query: URLSearchParams, fields: Readonly<Record<string, unknown>> = {}): Proof {
  const read = (name: string) => query.get(name) ?? (fields[name] === undefined ? undefined : String(fields[name]));
  return { proof: read("appsecret_proof"), time: read("appsecret_time") };
}
