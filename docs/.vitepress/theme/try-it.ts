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

/** Whether an address is of this machine: a token goes nowhere else. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
