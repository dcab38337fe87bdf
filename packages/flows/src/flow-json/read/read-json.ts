import { findSyntaxError } from "./find-syntax-error.ts";
import type { Json, JsonObject } from "./json.ts";

/** Limits of a flow, as the platform has them, and of what is looked at in one. */
const limits = {
  characters: 10_000_000, // 10 MB
  depth: 100, // the deepest flow has about 30
  values: 500_000,
} as const;

/** What was given is not JSON, or more than a flow may be. */
export class UnreadableFlow extends Error {
  override readonly name = "UnreadableFlow";
  /** Where the text is wrong, if that is known. */
  readonly offset: number | undefined;

  constructor(message: string, offset?: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * The flow, copied so that nothing in it is code.
 *
 * @throws {UnreadableFlow} when it is no JSON, or too large or deep
 */
export function readJson(flow: unknown): Json {
  if (typeof flow !== "string") return copy(flow);
  if (flow.length > limits.characters) throw new UnreadableFlow("it is larger than 10 MB");
  return copy(parse(flow));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableFlow("it is not JSON", findSyntaxError(text));
  }
}

function copy(flow: unknown): Json {
  let values = 0;
  let characters = 0;
  const visit = (value: unknown, depth: number): Json | undefined => {
    if (++values > limits.values) throw new UnreadableFlow(`it has more than ${limits.values} values`);
    if (depth > limits.depth) throw new UnreadableFlow(`it is nested more than ${limits.depth} deep`);
    if (typeof value === "string") {
      characters += value.length;
      if (characters > limits.characters) throw new UnreadableFlow("it is larger than 10 MB");
      return value;
    }
    if (value === null || typeof value === "boolean" || Number.isFinite(value)) return value as Json;
    if (typeof value !== "object") return undefined;
    if (Array.isArray(value)) {
      if (value.length > limits.values) throw new UnreadableFlow(`it has more than ${limits.values} values`);
      return Array.from(value, (item: unknown) => visit(item, depth + 1) ?? null);
    }
    const object: Record<string, Json> = Object.create(null);
    for (const [name, inner] of Object.entries(value)) {
      const member = visit(inner, depth + 1);
      if (member !== undefined) object[name] = member;
    }
    return object satisfies JsonObject;
  };
  try {
    return visit(flow, 0) ?? null;
  } catch (error) {
    // getters and proxies may throw anything
    throw error instanceof UnreadableFlow ? error : new UnreadableFlow("it cannot be read");
  }
}
