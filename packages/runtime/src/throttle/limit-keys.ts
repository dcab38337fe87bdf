import type { CallContext } from "../call/request.ts";
import { type LimitScope, limitScopes } from "../generated/limit-scopes.ts";

const sends = /^\/\{phone_number_id\}\/(messages|messages_encrypted|marketing_messages)$/;

/** The phone number that a call sends from; undefined if it sends nothing. Read receipts count as sent. */
export function senderOf({ method, path, ids }: CallContext): string | undefined {
  return method === "POST" && sends.test(path) ? ids["phone_number_id"] : undefined;
}

/** Recipient of a message; undefined for groups, read receipts and encrypted messages, which have no limit by pair. */
export function recipientOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { to, recipient, recipient_type } = body as Record<string, unknown>;
  const id = [to, recipient].find((value) => typeof value === "string" && value !== "");
  if (typeof id !== "string" || recipient_type === "group") return undefined;
  return (/\p{L}/u.test(id) ? "" : id.replace(/\D/g, "")) || id; // a phone number in any notation, or the id of a user
}

/** The WhatsApp Business Account whose limit a management call counts towards. */
export function accountOf({ path, ids }: CallContext): string | undefined {
  return path.startsWith("/{waba_id}") ? ids["waba_id"] : undefined;
}

/** Which allowance an error code reports as used up. */
export function scopeOf(code: number): LimitScope | undefined {
  return limitScopes[code];
}
