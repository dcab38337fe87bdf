import type { CreateDomain, Handler } from "../domain.ts";
import { keptOperations } from "./kept-operations.ts";

/** Kinds of nodes of which the world knows every one, so that other ids are refused. */
const kinds = [
  "allocation_config",
  "business",
  "catalog",
  "flow",
  "phone_number",
  "qr_code",
  "signup",
  "solution",
  "template_group",
  "waba",
  "waba_bot",
  "whatsapp_account_number",
  "whatsapp_business_profile",
];

/** The operations that only keep and return. */
export const createKept: CreateDomain = ({ world }) => ({
  nodes: Object.fromEntries(kinds.map((kind) => [`${kind}_id`, (id: string) => world.find(kind, id) !== undefined])),
  handlers: Object.fromEntries(
    Object.entries(keptOperations).map(([operationId, { handle }]): [string, Handler] => [operationId, handle(world)]),
  ),
});
