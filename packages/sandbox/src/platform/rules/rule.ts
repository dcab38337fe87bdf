import type { DomainContext } from "../../domain.ts";
import { GraphFailure, type GraphFailureOptions } from "../../server/errors.ts";
import type { Sending } from "../sending.ts";

/** Why a message was taken and cannot be delivered, as the webhook tells it. */
export interface MessageError {
  readonly code: number;
  readonly title: string;
  readonly details: string;
}

/** A rule that is checked before a message is taken: it throws a GraphFailure. */
export type Refusal = (sending: Sending, context: DomainContext) => void;

/** A rule that is checked when a message is to be delivered. */
export type Obstacle = (sending: Sending, context: DomainContext) => MessageError | undefined;

/** An error with the code in front of its title, as the platform writes it. */
export function refusal(
  code: number,
  title: string,
  details: string,
  more: Partial<GraphFailureOptions> = {},
): GraphFailure {
  return new GraphFailure(`(#${code}) ${title}`, { code, details, ...more });
}
