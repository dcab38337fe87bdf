import type { ComponentChildren } from "preact";

interface FactsProps {
  /** What is undefined or empty is left out. */
  readonly facts: readonly (readonly [label: string, value: ComponentChildren])[];
}

/** Names and values, of which there may be few. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== "")
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A value that may be anything, as a text. */
export function textIn(data: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined {
  const value = data?.[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
