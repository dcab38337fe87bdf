/** What a visitor needs to call an operation from its page. */
export interface Tryable {
  readonly method: string;
  /** With its version: `/v25.0/{phone_number_id}/messages`. */
  readonly path: string;
  readonly parameters: readonly TryableParameter[];
  /** JSON of an example, empty if the operation takes no body. */
  readonly body: string;
}

interface TryableParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly isRequired: boolean;
  readonly value: string;
}

/** The path of a call and its query, with what the visitor typed in. */
export function fillPath({ path, parameters }: Tryable, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: place } of parameters) {
    const value = values[name] ?? "";
    if (place === "path") filled = filled.replace(`{${name}}`, () => encodeURIComponent(value) || `{${name}}`);
    else if (value !== "") query.set(name, value);
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** Whether an address is of this machine: a token goes nowhere else, and the policy of the pages forbids it as well. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(new URL(address).origin);
}

/** The code of the error that an answer of the platform is, if it is one. */
export function errorCodeOf(answer: unknown): number | undefined {
  const { error } = (answer ?? {}) as { error?: { code?: unknown } };
  return typeof error?.code === "number" ? error.code : undefined;
}
