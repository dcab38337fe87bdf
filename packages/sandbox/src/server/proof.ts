import type { SentForm } from "./body.ts";
import type { Operation } from "./operations.ts";
import { propertiesOf, resolve } from "./schemas.ts";
import type { Proof } from "../token-store.ts";

const names = new Set(["appsecret_proof", "appsecret_time"]);

/** A body without its proof, and the fields of the proof. */
export interface BodyWithProof<Body> {
  readonly body: Body;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Separates the proof from a body; every operation accepts it there. */
export function splitProof(body: string | SentForm, contentType: string | undefined): BodyWithProof<string | SentForm> {
  if (typeof body !== "string") return split(body);
  if (!body.includes("appsecret_")) return { body, fields: {} };
  if (contentType?.includes("urlencoded")) {
    const { body: rest, fields } = split(Object.fromEntries(new URLSearchParams(body)));
    return { body: String(new URLSearchParams(rest)), fields };
  }
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return { body, fields: {} };
    const { body: rest, fields } = split(value as Record<string, unknown>);
    return { body: JSON.stringify(rest), fields };
  } catch {
    return { body, fields: {} }; // rejected by the validation
  }
}

function split<Value>(fields: Readonly<Record<string, Value>>): BodyWithProof<Record<string, Value>> {
  const entries = Object.entries(fields);
  const pick = (isProof: boolean) => Object.fromEntries(entries.filter(([name]) => names.has(name) === isProof));
  return { body: pick(false), fields: pick(true) };
}

/** Whether the proof is a documented part of the body, and checked with it. */
export function documentsProof({ document, requestBody }: Operation): boolean {
  const json = resolve(document, resolve(document, requestBody?.["content"])["application/json"]);
  return "appsecret_proof" in (propertiesOf(document, json["schema"]) ?? {});
}

/** The proof of a call, in its query or else in its body. */
export function proofOf(query: URLSearchParams, fields: Readonly<Record<string, unknown>> = {}): Proof {
  const read = (name: string) => query.get(name) ?? (fields[name] === undefined ? undefined : String(fields[name]));
  return { proof: read("appsecret_proof"), time: read("appsecret_time") };
}
