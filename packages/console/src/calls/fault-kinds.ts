import type { Fault, PendingFault } from "@openwaba/sandbox";

/** A setting of a kind of fault. */
export interface FaultOption {
  readonly name: string;
  readonly label: string;
  /** Values to choose from, with what they mean; the first one is the default. Without them it is a number or a text. */
  readonly choices?: readonly (readonly [value: string, meaning: string])[];
  /** Whether it is a text. @default a whole number */
  readonly isText?: true;
  /** Shown in the empty field. */
  readonly default?: string;
  readonly isRequired?: true;
  readonly minimum?: number;
}

interface FaultKind {
  readonly label: string;
  /** What happens. */
  readonly effect: string;
  readonly options: readonly FaultOption[];
  /** Operations that it applies to. @default all */
  readonly operations?: readonly string[];
}

const downloads = ["downloadMedia"];

export const faultKinds: Readonly<Record<Fault["kind"], FaultKind>> = {
  throttle: {
    label: "Limit of calls",
    effect: "The call is rejected because of a limit, with full usage headers.",
    options: [
      {
        name: "status",
        label: "HTTP status",
        choices: [
          ["", "429"],
          ["400", "400"],
        ],
      },
      { name: "code", label: "Graph code", default: "4", minimum: 1 },
      { name: "regainMinutes", label: "Minutes until calls are accepted again", default: "1", minimum: 0 },
      { name: "retryAfter", label: "Seconds in Retry-After", default: "no header", minimum: 0 },
    ],
  },
  transient: {
    label: "Server error",
    effect: "The call is rejected with status 500 and code 2: a retry may succeed.",
    options: [],
  },
  drop: {
    label: "Lost connection",
    effect: "The connection is closed without a complete response.",
    options: [
      {
        name: "after",
        label: "When",
        choices: [
          ["", "Before the call takes effect"],
          ["effect", "After it took effect"],
          ["headers", "In the middle of the response"],
        ],
      },
    ],
  },
  slow: {
    label: "Slow response",
    effect: "The call succeeds, and the body of its response arrives slowly.",
    options: [{ name: "milliseconds", label: "Milliseconds", default: "1000", minimum: 0 }],
  },
  "expired-token": {
    label: "Expired token",
    effect: "The call is rejected with code 190, as if its token had expired.",
    options: [],
  },
  "batch-timeout": {
    label: "Timeout in a batch",
    effect: "An item of a batch comes back as null. Calls outside of batches do not use it up.",
    options: [
      {
        name: "after",
        label: "When",
        choices: [
          ["", "Before the item takes effect"],
          ["effect", "After it took effect"],
        ],
      },
    ],
  },
  cut: {
    label: "Cut transfer",
    effect: "The connection is closed during an upload or download.",
    options: [{ name: "bytes", label: "Bytes that are transferred", isRequired: true, minimum: 0 }],
    operations: [...downloads, "uploadMedia", "uploadFileBytes"],
  },
  corrupt: {
    label: "Wrong byte",
    effect: "A download has one wrong byte.",
    options: [],
    operations: downloads,
  },
  gone: {
    label: "Expired file URL",
    effect: "A download is answered with status 404.",
    options: [],
    operations: downloads,
  },
  redirect: {
    label: "Redirect",
    effect: "A download is sent to another URL.",
    options: [{ name: "to", label: "URL", isText: true, isRequired: true }],
    operations: downloads,
  },
  endless: {
    label: "Endless file",
    effect: "A download never ends.",
    options: [],
    operations: downloads,
  },
};

export function isFaultKind(kind: string): kind is Fault["kind"] {
  return Object.hasOwn(faultKinds, kind);
}

/** The fault that the fields of a form describe; what is empty is left out. */
export function readFault(kind: Fault["kind"], fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { operation, times } = fields;
  const options = faultKinds[kind].options.flatMap(({ name, isText, choices }): [string, unknown][] => {
    const value = fields[name];
    if (typeof value !== "string" || value === "") return [];
    const isWord = isText || (choices !== undefined && !/^\d+$/.test(value));
    return [[name, isWord ? value : Number(value)]];
  });
  return {
    kind,
    times: Number(times),
    ...(typeof operation === "string" && operation !== "" && { operation }),
    ...Object.fromEntries(options),
  };
}

/** What an armed fault does, and its options. */
export function describeFault(fault: PendingFault): { effect: string; options: string } {
  const { kind, left, operation } = fault;
  const { label, options } = faultKinds[kind];
  const calls = left === 1 ? "the next call" : `the next ${left} calls`;
  const given = Object.entries(fault).flatMap(([name, value]) => {
    const option = options.find((one) => one.name === name);
    if (!option) return [];
    const [, meaning] = option.choices?.find(([choice]) => choice === String(value)) ?? [];
    return [`${option.label}: ${meaning ?? String(value)}`];
  });
  return {
    effect: `${label}: ${calls}${operation === undefined ? "" : ` of ${operation}`}`,
    options: given.join(", "),
  };
}
