import { GraphConnectionError, GraphError } from "@openwaba/runtime";
import { CliError } from "../cli-error.ts";
import { remedyFor } from "../errors/remedies.ts";
import type { PlatformClient, Session } from "../session.ts";
import type { Token } from "../token-facts.ts";

/** Whether something works: `skipped` could not be looked at. */
export type FindingState = "ok" | "warning" | "broken" | "skipped";

/** One thing that was looked at. */
export interface Finding {
  /** What it is about, for programs: `token`, `number`. */
  readonly about: string;
  readonly state: FindingState;
  /** What was found. */
  readonly message: string;
  /** What to do about it. */
  readonly todo?: string;
}

/** What checks found out for those after them. */
export interface Facts {
  /** A client whose calls are signed only if the secret is right. */
  client: PlatformClient | undefined;
  token: Token | undefined;
  /** The account to look at: that of the settings, else the first that the token is limited to. */
  wabaId: string | undefined;
  /** Whether the app's id and secret belong together, as far as that is known. */
  isAppKnown: boolean;
}

/** Looks at one part; what it throws becomes a finding. */
export type Check = (session: Session, facts: Facts) => AsyncIterable<Finding>;

export const ok = (about: string, message: string): Finding => ({ about, state: "ok", message });
export const warning = (about: string, message: string, todo: string): Finding => ({
  about,
  state: "warning",
  message,
  todo,
});
export const broken = (about: string, message: string, todo: string): Finding => ({
  about,
  state: "broken",
  message,
  todo,
});
export const skipped = (about: string, message: string, todo: string): Finding => ({
  about,
  state: "skipped",
  message,
  todo,
});

/** A call that failed, as a finding. */
export function brokenCall(about: string, error: unknown): Finding {
  if (error instanceof GraphError) {
    const todo = remedyFor(error.family) ?? `See ${error.helpUrl}`;
    return broken(about, error.message, error.code >= 0 ? `${todo} openwaba errors ${error.code} says more.` : todo);
  }
  if (error instanceof GraphConnectionError)
    return broken(about, error.message, "Look at the network, a proxy or firewall, and at WHATSAPP_BASE_URL.");
  if (error instanceof CliError) return broken(about, error.message, error.hint ?? "Set it right, and run this again.");
  throw error;
}
