import { GraphConnectionError, type GraphError, isGraphError, noGraphCode, ThrottleError } from "@openwaba/runtime";

/** What the end of a send means. */
export interface Outcome {
  /** `-` if it was certainly not sent and is to be sent later. */
  letter: "a" | "r" | "u" | "-";
  messageId?: string;
  code?: number;
  details?: string;
  /** Milliseconds to wait before it is sent. */
  wait?: number;
  /** Who has to wait too: others of the same number, or all. @default nobody */
  waiting?: "number" | "all";
  /** Why the campaign has to pause: a person has to do something. */
  pause?: string;
  /** Milliseconds during which this person gets no campaign. */
  suppress?: number;
}

const day = 86_400_000;

/** Codes that concern everybody whom the campaign sends to. */
const pausing = new Set([
  131031, // account locked
  131042, // payment
  131048, // too many people blocked or reported the number
  132015, // template paused
  132016, // template disabled
]);

const pausingFamilies = new Set(["auth", "permission", "integrity"]);

/** Codes that concern one person, by how long the platform wants them left alone. */
export const suppressing: Readonly<Record<number, number>> = {
  131049: day, // enough marketing for now
  131050: Number.POSITIVE_INFINITY, // wants no marketing
};

const pairLimit = 131056;

/** Limits at which the platform certainly sent nothing, by how many ms to wait. */
const limits: Readonly<Record<number, number>> = {
  4: 60_000, // calls of the app
  17: 60_000, // calls of the user
  80007: 60_000, // calls to the account
  80008: 60_000, // templates of the account
  130429: 1000, // messages of the number
  [pairLimit]: 6000,
};

/** For how many ms a number is held back in all processes after an error of this code; 0 for most. */
export function holdTime(code: number, regainTime: number): number {
  const wait = code === pairLimit ? undefined : limits[code];
  return wait === undefined ? 0 : Math.max(wait, regainTime);
}

/** Why a campaign has to pause after an error of this code, undefined if it need not. */
export function pauseReason(code: number, text: string): string | undefined {
  return pausing.has(code) ? `${text} (code ${code})` : undefined;
}

/** What an error of a send means, by how far it came. */
export function outcomeOf(error: unknown, progress: "before the mark" | "before the network" | "after"): Outcome {
  if (error instanceof ThrottleError)
    return { letter: "-", wait: Math.max(1000, error.retryAfter ?? 0), waiting: "number" };
  if (isGraphError(error)) return outcomeOfRefusal(error);
  if (error instanceof GraphConnectionError)
    return error.isUnsent ? { letter: "-", wait: 5000, waiting: "all" } : { letter: "u" };
  const reason = error instanceof Error ? error.message : "no readable response";
  if (progress === "before the network") return { letter: "-", pause: `no access token: ${reason}` };
  return { letter: progress === "before the mark" ? "r" : "u", details: reason };
}

function outcomeOfRefusal(error: GraphError): Outcome {
  const { code, family, status } = error;
  const wait = limits[code];
  const details = error.details ?? error.message;
  if (pausing.has(code) || pausingFamilies.has(family)) return { letter: "-", pause: `${details} (code ${code})` };
  if (wait !== undefined) return { letter: "-", code, wait, ...(code !== pairLimit && { waiting: "number" }) };
  const suppress = suppressing[code];
  if (suppress !== undefined) return { letter: "r", code, details, suppress };
  if (status >= 500 || error.retryable || code === noGraphCode) return { letter: "u", code, details };
  return { letter: "r", code, details };
}
