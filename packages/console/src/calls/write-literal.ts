const width = 100; // characters of a line

const source = Symbol("source text");

/** Source text, to stand as it is in place of a value. */
interface Code {
  readonly [source]: string;
}

export function code(text: string): Code {
  return { [source]: text };
}

export function isCode(value: unknown): value is Code {
  return typeof value === "object" && value !== null && source in value;
}

/** A value as TypeScript, in one line if that is short. */
export function writeLiteral(value: unknown, indent = "", before = 0): string {
  if (isCode(value)) return value[source];
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const inner = `${indent}  `;
  const write = (deeper: string, wide: number) =>
    Array.isArray(value)
      ? value.map((item) => writeLiteral(item, deeper, wide))
      : Object.entries(value).map(
          ([name, own]) => `${nameOf(name)}: ${writeLiteral(own, deeper, wide + name.length + 2)}`,
        );
  const parts = write(inner, 0);
  if (parts.length === 0) return open + close;
  const space = open === "{" ? " " : "";
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (!line.includes("\n") && indent.length + before + line.length <= width) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

/** A property name; that of the prototype is computed, or it would set the prototype. */
function nameOf(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
