import type { CreateDomain, Domain, DomainContext } from "../domain.ts";
import { createKept } from "./kept.ts";
import { createCalls } from "./manage-call.ts";
import { createMedia } from "./media.ts";
import { createMessages } from "./messages.ts";
import { createPreverifiedNumbers } from "./preverified-numbers.ts";
import { createAccountLimits } from "./rules/rate.ts";
import { createTemplates } from "./templates.ts";
import { createTokens } from "./tokens.ts";
import { createUploads } from "./uploads.ts";

/** Of two parts that handle an operation, the first one that answers or refuses counts. */
const parts: readonly CreateDomain[] = [
  createAccountLimits,
  createKept,
  createCalls,
  createPreverifiedNumbers,
  createMedia,
  createUploads,
  createTemplates,
  createMessages,
  createTokens,
];

/** Every part of the platform. What they remember is in the world. */
export function createDomains(context: DomainContext): Domain[] {
  return parts.map((create) => create(context));
}
