import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { GraphFailure, invalidToken } from "../server/errors.ts";
import type { World } from "../world/world.ts";

/** A token that the sandbox accepts. Times are in milliseconds since 1970. */
export interface KnownToken {
  readonly type: "APP" | "SYSTEM_USER" | "USER";
  readonly issuedAt: number;
  /** The app that it belongs to. @default that of the sandbox */
  readonly appId?: string;
  /** Undefined if it never expires. */
  readonly expiresAt?: number;
  /** Undefined if it was not revoked. */
  readonly revokedAt?: number;
}

export interface TokenStoreOptions {
  /** The token that always works. */
  readonly accessToken: string;
  /** Secret that calls must be signed with, undefined if they need no signature. */
  readonly appSecret: string | undefined;
  /** Secret in tokens of the app, `<app id>|<secret>`. @default `appSecret` */
  readonly ownSecret?: string;
  readonly now: () => number;
  /** Where issued tokens are kept. */
  readonly world: World;
}

/** Proof that the caller of a call knows the app secret. */
export interface Proof {
  readonly proof: string | undefined;
  /** Seconds since 1970, as sent. */
  readonly time: string | undefined;
}

const proofLife = 5 * 60_000;
const kind = "access_token";

/** The accepted tokens: the sandbox's own and those that it issued. */
export class TokenStore {
  readonly appSecret: string | undefined;
  readonly #ownSecret: string | undefined;
  readonly #now: () => number;
  readonly #own: readonly [token: string, known: KnownToken];
  readonly #world: World;

  constructor({ accessToken, appSecret, ownSecret = appSecret, now, world }: TokenStoreOptions) {
    this.appSecret = appSecret;
    this.#ownSecret = ownSecret;
    this.#now = now;
    this.#world = world;
    this.#own = [accessToken, { type: "SYSTEM_USER", issuedAt: now() }];
  }

  /** A new token that expires after `expiresIn` seconds, never if that is undefined. */
  issue(expiresIn?: number, type: KnownToken["type"] = "SYSTEM_USER", appId?: string): string {
    if (expiresIn !== undefined && !(Number.isFinite(expiresIn) && expiresIn >= 0)) {
      throw new TypeError(`Cannot issue a token: expiresIn must be 0 seconds or more, not ${expiresIn}`);
    }
    const token = `sandbox-${randomBytes(16).toString("hex")}`;
    const issuedAt = this.#now();
    const expiry = expiresIn === undefined ? {} : { expiresAt: issuedAt + expiresIn * 1000 };
    this.#world.put(kind, undefined, { type, issuedAt, ...expiry, ...(appId !== undefined && { appId }) }, token);
    return token;
  }

  /** Ends a token for good, also the sandbox's own; `false` if it is unknown, or none that can end. */
  revoke(token: string): boolean {
    const known = this.find(token);
    if (!known || this.#isOfApp(token)) return false;
    this.#world.put(kind, undefined, { ...known, revokedAt: this.#now() }, token);
    return true;
  }

  /** An accepted token, expired, revoked or not; undefined for unknown and dropped ones. */
  find(token: string): KnownToken | undefined {
    if (this.#isOfApp(token)) return { type: "APP", issuedAt: 0, appId: token.slice(0, token.indexOf("|")) };
    const [own, known] = this.#own;
    const kept = this.#world.find(kind, token)?.data as KnownToken | undefined;
    return kept ?? (token === own ? known : undefined);
  }

  /** Whether a token is id and secret of an app. */
  #isOfApp(token: string): boolean {
    const secret = this.#ownSecret;
    if (secret === undefined || !token.endsWith(`|${secret}`)) return false;
    return /^\d+$/.test(token.slice(0, -secret.length - 1));
  }

  hasExpired({ expiresAt }: KnownToken): boolean {
    return expiresAt !== undefined && this.#now() >= expiresAt;
  }

  /** @throws GraphFailure if the token is unknown, revoked or expired */
  check(token: string): void {
    const known = this.find(token);
    if (!known) throw invalidToken("it is not the one of this sandbox");
    if (known.revokedAt !== undefined) throw invalidToken("it was revoked");
    if (this.hasExpired(known)) throw invalidToken("the session has expired", 463);
  }

  /** @throws GraphFailure if calls must be signed and the proof is missing or wrong */
  checkProof(token: string, { proof, time }: Proof): void {
    if (this.appSecret === undefined) return;
    if (proof === undefined) throw unproved("API calls from the server require an appsecret_proof argument");
    if (time !== undefined && !(Math.abs(this.#now() - Number(time) * 1000) <= proofLife)) {
      throw unproved("Invalid appsecret_proof provided in the API argument: appsecret_time is not within five minutes");
    }
    const message = time === undefined ? token : `${token}|${time}`;
    const expected = Buffer.from(createHmac("sha256", this.appSecret).update(message).digest("hex"));
    const given = Buffer.from(proof);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return;
    throw unproved("Invalid appsecret_proof provided in the API argument");
  }
}

function unproved(message: string): GraphFailure {
  return new GraphFailure(message, { code: 100, type: "GraphMethodException" });
}
