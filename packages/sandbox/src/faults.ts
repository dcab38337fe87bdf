import { GraphFailure, invalidToken } from "./server/errors.ts";
import { limits } from "./server/limits.ts";
import { compile, describe } from "./server/validate.ts";

/** Options of every kind of fault. */
export interface FaultScope {
  /** How many matching calls it affects. @default 1 */
  times?: number;
  /** `operationId` of the calls to match. @default every call with a valid token */
  operation?: string;
}

/** A rate limit is exceeded. */
export interface ThrottleFault extends FaultScope {
  kind: "throttle";
  /** HTTP status; the platform uses both. @default 429 */
  status?: 400 | 429;
  /** Graph code, such as 80007 for a limit of the account. @default 4 */
  code?: number;
  /**
   * Minutes until calls are accepted again, according to the usage headers. Codes 130429 and 131056 have no such headers:
   * they limit one number, or one person.
   * @default 1
   */
  regainMinutes?: number;
  /** Seconds in the header `Retry-After`. @default no header */
  retryAfter?: number;
}

/** A transient server error: a retry may succeed. */
export interface TransientFault extends FaultScope {
  kind: "transient";
}

/** The connection is dropped. */
export interface DropFault extends FaultScope {
  kind: "drop";
  /**
   * `"headers"`: in the middle of the response body; `"effect"`: after the call took effect, before the response.
   * @default before the call takes effect
   */
  after?: "headers" | "effect";
}

/** The call succeeds; the response headers arrive at once and the body slowly, in pieces. */
export interface SlowFault extends FaultScope {
  kind: "slow";
  /** Duration of the body. @default 1000 */
  milliseconds?: number;
}

/** The token has expired, once. */
export interface ExpiredTokenFault extends FaultScope {
  kind: "expired-token";
}

/** Times out one item of a batch, which comes back as null. Calls outside of batches do not use it up. */
export interface BatchTimeoutFault extends FaultScope {
  kind: "batch-timeout";
  /** Times out after the call took effect. @default before */
  after?: "effect";
}

/** The connection is dropped during an upload or download of a file. Other calls do not use it up. */
export interface CutFault extends FaultScope {
  kind: "cut";
  /** Bytes of the body that are transferred; if it has fewer, the connection is dropped at its end. */
  bytes: number;
}

/** The media host sends one wrong byte. Only downloads use it up. */
export interface CorruptFault extends FaultScope {
  kind: "corrupt";
}

/** The media host responds 404, as if the URL had expired. Only downloads use it up. */
export interface GoneFault extends FaultScope {
  kind: "gone";
}

/** The media host redirects the client. Only downloads use it up. */
export interface RedirectFault extends FaultScope {
  kind: "redirect";
  /** Target URL. */
  to: string;
}

/** The media host never stops sending, beyond the end of the file. Only downloads use it up. */
export interface EndlessFault extends FaultScope {
  kind: "endless";
}

/** Something that goes wrong with the next matching calls. */
export type Fault =
  | ThrottleFault
  | TransientFault
  | DropFault
  | SlowFault
  | ExpiredTokenFault
  | BatchTimeoutFault
  | CutFault
  | CorruptFault
  | GoneFault
  | RedirectFault
  | EndlessFault;

/** A fault that waits for matching calls. */
export type PendingFault = Readonly<Fault> & {
  /** A number, counted from 1. */
  readonly id: string;
  /** How many calls it still affects, 0 if it is used up or was removed. */
  readonly left: number;
};

/** What the sandbox knows about one kind of fault. */
interface FaultKind {
  /** JSON Schemas of its own options. */
  options?: Record<string, object>;
  required?: string[];
  /** Operations that it applies to. @default all */
  operations?: readonly string[];
  /** Whether it applies to items of a batch only. */
  isOfItems?: true;
  /** The error that it causes; a fault of the connection causes none. */
  failure?(fault: Fault, businessId: string): GraphFailure;
}

const count = { type: "integer", minimum: 1 };
const amount = { type: "integer", minimum: 0 };
const downloads = ["downloadMedia"];

const kinds: Readonly<Record<Fault["kind"], FaultKind>> = {
  throttle: {
    options: { status: { enum: [400, 429] }, code: count, regainMinutes: amount, retryAfter: amount },
    failure: throttled,
  },
  transient: {
    failure: () =>
      new GraphFailure("(#2) The service is unavailable for the moment", { status: 500, code: 2, isTransient: true }),
  },
  drop: { options: { after: { enum: ["headers", "effect"] } } },
  slow: { options: { milliseconds: { ...amount, maximum: 600_000 } } },
  "expired-token": { failure: () => invalidToken("the session has expired", 463) },
  "batch-timeout": { options: { after: { enum: ["effect"] } }, isOfItems: true },
  cut: {
    options: { bytes: amount },
    required: ["bytes"],
    operations: [...downloads, "uploadMedia", "uploadFileBytes"],
  },
  corrupt: { operations: downloads },
  gone: { operations: downloads },
  redirect: {
    options: { to: { type: "string", format: "uri", maxLength: limits.addressCharacters } },
    required: ["to"],
    operations: downloads,
  },
  endless: { operations: downloads },
};

const kindSchema = { enum: Object.keys(kinds) };
const checkKind = compile({}, { type: "object", required: ["kind"], properties: { kind: kindSchema } });
const checkFault = new Map(
  Object.entries(kinds).map(([kind, { options, required = [] }]) => {
    const properties = { kind: true, times: count, operation: { type: "string" }, ...options };
    return [kind, compile({}, { additionalProperties: false, required, properties })];
  }),
);

interface Waiting {
  readonly fault: Fault;
  readonly id: string;
  left: number;
}

function shown({ fault, id, left }: Waiting): PendingFault {
  return { ...fault, id, left };
}

/** Faults that wait for a matching call, in the order in which they were injected. */
export class FaultQueue {
  readonly #isOperation: (operationId: string) => boolean;
  readonly #onChange: (fault: PendingFault) => void;
  #waiting: Waiting[] = [];
  #lastId = 0;

  /** Calls `onChange` with each fault that is added, used or removed. */
  constructor(
    isOperation: (operationId: string) => boolean,
    onChange: (fault: PendingFault) => void = () => undefined,
  ) {
    this.#isOperation = isOperation;
    this.#onChange = onChange;
  }

  /** In the order in which they were injected. */
  get pending(): PendingFault[] {
    return this.#waiting.map(shown);
  }

  /** @throws TypeError that names what is wrong with the fault */
  add(input: unknown): void {
    const check = checkKind(input) ? checkFault.get((input as Fault).kind) : checkKind;
    if (!check?.(input)) throw new TypeError(`Cannot inject the fault: ${describe(check?.errors, "fault")}`);
    const fault = { ...(input as Fault) };
    const { kind, operation, times = 1 } = fault;
    if (operation !== undefined && !this.#isOperation(operation)) {
      throw new TypeError(`Cannot inject the fault: no operation has the operationId ${operation}`);
    }
    const { operations } = kinds[kind];
    if (operation !== undefined && operations?.includes(operation) === false) {
      throw new TypeError(`Cannot inject the fault: ${kind} applies to ${operations.join(", ")}, not ${operation}`);
    }
    if (this.#waiting.length >= limits.entries) {
      throw new TypeError(`Cannot inject the fault: ${limits.entries} faults are pending, remove them first`);
    }
    const waiting = { fault, id: String(++this.#lastId), left: times };
    this.#waiting.push(waiting);
    this.#onChange(shown(waiting));
  }

  /** Returns and uses up the first fault that matches a call of this operation, alone or as an item of a batch. */
  take(operationId: string | undefined, isItem = false): Fault | undefined {
    const found = this.#waiting.find(({ fault: { kind, operation } }) => {
      if (operation !== undefined && operation !== operationId) return false;
      const { operations, isOfItems } = kinds[kind];
      return (isItem || !isOfItems) && operations?.includes(operationId ?? "") !== false;
    });
    if (!found) return undefined;
    found.left--;
    if (found.left === 0) this.#waiting = this.#waiting.filter((other) => other !== found);
    this.#onChange(shown(found));
    return found.fault;
  }

  /**
   * Removes one, or all.
   *
   * @throws TypeError if none has the id
   */
  remove(id?: string): void {
    const removed = this.#waiting.filter((waiting) => id === undefined || waiting.id === id);
    if (id !== undefined && removed.length === 0)
      throw new TypeError(`Cannot remove the fault ${id}: none with this id is pending`);
    this.#waiting = this.#waiting.filter((waiting) => id !== undefined && waiting.id !== id);
    for (const waiting of removed) this.#onChange(shown({ ...waiting, left: 0 }));
  }
}

/** The error that a fault causes, undefined for faults of the connection. */
export function failureOf(fault: Fault, businessId: string): GraphFailure | undefined {
  return kinds[fault.kind].failure?.(fault, businessId);
}

const limitsOfNumbers = new Set([130429, 131056]);

function throttled(fault: ThrottleFault, businessId: string): GraphFailure {
  const { status = 429, code = 4, regainMinutes = 1, retryAfter } = fault;
  const usage = { call_count: 100, total_cputime: 25, total_time: 25 };
  const businessUsage = {
    type: "whatsapp_business_management",
    ...usage,
    estimated_time_to_regain_access: regainMinutes,
  };
  const usageHeaders = {
    "x-app-usage": JSON.stringify(usage),
    "x-business-use-case-usage": JSON.stringify({ [businessId]: [businessUsage] }),
  };
  return new GraphFailure(`(#${code}) The limit of calls is reached: wait before the next one`, {
    status,
    code,
    isTransient: true,
    headers: {
      ...(!limitsOfNumbers.has(code) && usageHeaders),
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    },
  });
}
