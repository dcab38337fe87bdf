import type { Claim, DedupeStore } from "./dedupe.ts";
import { WebhookAppError } from "./errors.ts";
import { within } from "./within.ts";

const claims: ReadonlySet<unknown> = new Set<Claim>(["new", "busy", "done"]);

/**
 * Wraps a store: each call settles within `limit` ms, and `claim()` returns one of the documented values.
 *
 * @throws {WebhookAppError} from its functions, when the store hangs or returns an unknown value
 */
export function checkedStore(store: DedupeStore, limit: number): DedupeStore {
  const settled = async <Name extends "claim" | "complete" | "release">(name: Name, key: string, owner: string) =>
    within<unknown>(
      store[name](key, owner),
      limit,
      () => new WebhookAppError("store", `${name}() of the store did not settle within ${limit} ms`),
    );
  return {
    ...(store.lease !== undefined && { lease: store.lease }),
    async claim(key, owner) {
      const claim = await settled("claim", key, owner);
      if (isClaim(claim)) return claim;
      throw new WebhookAppError(
        "store",
        `claim() of the store returned ${describe(claim)}, not "new", "busy" or "done"`,
      );
    },
    async complete(key, owner) {
      await settled("complete", key, owner);
    },
    async release(key, owner) {
      await settled("release", key, owner);
    },
  };
}

function isClaim(value: unknown): value is Claim {
  return claims.has(value);
}

function describe(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 50)) : value === null ? "null" : typeof value;
}
