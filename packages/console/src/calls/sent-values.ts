import type { OperationDetails, RecordedCall } from "@openwaba/sandbox";

/** A file, as a recorded body has it. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export function isFile(value: unknown): value is SentFile {
  const { name, type, size, ...more } = Object(value);
  return (
    typeof name === "string" && typeof type === "string" && typeof size === "number" && Object.keys(more).length === 0
  );
}

/** A body with properties, as JSON and forms have them. */
export function isFields(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}

const credentials = new Set(["access_token", "appsecret_proof"]);

/** Parameters without what says who calls, but for those in `kept`. */
export function withoutCredentials<Value>(
  values: Readonly<Record<string, Value>>,
  kept: readonly string[] = [],
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !credentials.has(name) || kept.includes(name)));
}

/** The values of the parameters in a path, undefined if it is another path. */
export function pathParameters(template: string, path: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => String(name));
  const source = template.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "([^/]+)");
  const found = new RegExp(`^(?:/v\\d+\\.\\d+)?${source}/?$`).exec(path);
  return found ? Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1] ?? "")])) : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A value that may have been sent as text, as what the operation takes. */
export function readText(value: unknown, kind: OperationDetails["texts"][string] | undefined): unknown {
  if (typeof value !== "string" || kind === undefined) return value;
  if (kind === "list" && !value.startsWith("[")) return value === "" ? [] : splitOutside(value);
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The parts between commas, but for those within braces: `id,owner{id,name}` is two. */
function splitOutside(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if ("{(".includes(character)) depth++;
    if ("})".includes(character)) depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${character}`);
  }
  return parts;
}

/** What a call is called. */
export function titleOf(call: RecordedCall): string {
  return call.operation ?? (isBatch(call) ? "Batch" : `${call.method} ${call.path}`);
}

/** Whether a call is a batch of others. */
export function isBatch({ path, method, body }: RecordedCall): boolean {
  return method === "POST" && /^\/(?:v\d+\.\d+\/?)?$/.test(path) && isFields(body) && "batch" in body;
}
