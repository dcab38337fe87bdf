import type { CreateDomain, Handler } from "../domain.ts";
import { notingActivities } from "./activities.ts";
import { createFlows } from "./flows.ts";
import { createNumbers } from "./numbers.ts";
import { isHistoryEntry } from "./message-history.ts";
import { keptOperations } from "./kept-operations.ts";

/** Kinds of nodes of which the world knows every one, so that other ids are refused. */
const named = [
  "allocation_config",
  "business",
  "catalog",
  "credit_line",
  "dataset",
  "flow",
  "group",
  "migration_intent",
  "obo_mobility_intent",
  "phone_number",
  "signup",
  "solution",
  "system_user",
  "template_group",
  "waba",
  "waba_bot",
  "whatsapp_account_number",
  "whatsapp_business_profile",
];

/** By the path parameter that holds their ids. */
const kinds = new Map([
  ...named.map((kind): [string, string] => [`${kind}_id`, kind]),
  ["migration_id", "payment_migration"],
]);

/** The operations that only keep and return, and those on numbers and flows, which have rules. */
export const createKept: CreateDomain = (context) => {
  const { world } = context;
  const numbers = createNumbers(context);
  const flows = createFlows(context);
  const kept = Object.entries(keptOperations).map(([operationId, { handle }]): [string, Handler] => [
    operationId,
    handle(world, context),
  ]);
  return {
    ...numbers,
    ...flows,
    timers: { ...numbers.timers, ...flows.timers },
    nodes: {
      ...Object.fromEntries(
        [...kinds].map(([parameter, kind]) => [parameter, (id: string) => world.find(kind, id) !== undefined]),
      ),
      message_history_id: (id) => isHistoryEntry(world, id),
    },
    handlers: notingActivities(context, { ...Object.fromEntries(kept), ...numbers.handlers, ...flows.handlers }),
  };
};
