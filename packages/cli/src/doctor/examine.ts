import { GraphConnectionError } from "@openwaba/runtime";
import type { Session } from "../session.ts";
import { checkAccount } from "./check-account.ts";
import { checkCallback } from "./check-callback.ts";
import { checkNumbers } from "./check-numbers.ts";
import { checkSettings } from "./check-settings.ts";
import { checkTemplates } from "./check-templates.ts";
import { checkToken } from "./check-token.ts";
import { brokenCall, type Check, type Facts, type Finding } from "./finding.ts";

/** In the order in which things depend on each other. */
const checks: readonly (readonly [about: string, doing: string, check: Check])[] = [
  ["settings", "Reading the settings", checkSettings],
  ["token", "Inspecting the token", checkToken],
  ["account", "Reading the account", checkAccount],
  ["webhooks", "Calling your callback URL", checkCallback],
  ["number", "Reading the numbers", checkNumbers],
  ["templates", "Reading the templates", checkTemplates],
];

/** Looks at everything that is needed to send and to receive. Stops where the platform cannot be reached. */
export async function* examine(session: Session): AsyncIterable<Finding> {
  const { wabaId } = await session.platform();
  const facts: Facts = { client: undefined, token: undefined, wabaId, isAppKnown: false };
  for (const [about, doing, check] of checks) {
    session.output.progress(`${doing} …`);
    try {
      for await (const finding of check(session, facts)) {
        yield finding;
        session.output.progress(`${doing} …`);
      }
    } catch (error) {
      if (session.context.signal.aborted) throw error;
      yield brokenCall(about, error);
      if (error instanceof GraphConnectionError) return;
    }
    const isUseless = facts.client === undefined || facts.token?.is_valid === false;
    if (about === "token" && isUseless) return;
  }
}
