/** What is known of the message to one recipient. */
export type RecipientState = (typeof states)[keyof typeof states];

/** States as they are stored. Statuses of the platform take precedence over what a worker or a person noted. */
export const states = {
  b: "started",
  u: "unknown",
  r: "refused",
  x: "suppressed",
  y: "duplicate",
  n: "unsent",
  a: "accepted",
  s: "sent",
  f: "failed",
  d: "delivered",
  R: "read",
} as const;

export type StateLetter = keyof typeof states;

/** The state of a recipient, with what led to it. */
export interface Mark {
  letter: StateLetter;
  /** Milliseconds since 1970. */
  at: number;
  messageId?: string;
  /** Graph error code. */
  code?: number;
  details?: string;
}

/** Reads `<letter>|<at>|<token>|<message id>|<code>|<details>`. */
export function readMark(text: string): Mark {
  const [letter, at, , messageId, code, ...details] = text.split("|");
  return {
    letter: letter as StateLetter,
    at: Number(at),
    ...(messageId && { messageId }),
    ...(code && { code: Number(code) }),
    ...(details.join("|") && { details: details.join("|") }),
  };
}
