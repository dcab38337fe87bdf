import { Code } from "./example-of.ts";
import type { DomainFunction } from "./join-versions.ts";

const width = 100;

/** A call of the function, as its documentation shows it. */
export function writeExample({ name, isList, constants, shown }: DomainFunction): string {
  const { example } = shown.described;
  const input = Object.fromEntries(Object.entries(example).filter(([property]) => !constants.has(property)));
  const rest = Object.keys(input).length > 0 ? `, ${literal(input, width - name.length - 20)}` : "";
  const call = `${name}(client${rest})`;
  return isList ? `for await (const item of ${call}) console.log(item);` : `const answer = await ${call};`;
}

/** A value as people write it, on one line if it has room there. */
function literal(value: unknown, room: number, indent = ""): string {
  if (value instanceof Code) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const [open, close, space] = isList ? ["[", "]", ""] : ["{", "}", " "];
  const parts = (left: number, inner: string) =>
    Object.entries(value).map(([name, part]) => `${isList ? "" : `${keyOf(name)}: `}${literal(part, left, inner)}`);
  if (Object.keys(value).length === 0) return open + close;
  const line = `${open}${space}${parts(Number.POSITIVE_INFINITY, indent).join(", ")}${space}${close}`;
  if (line.length <= room) return line;
  const lines = parts(width - deeper.length - 10, deeper).map((part) => `${deeper}${part},\n`);
  return `${open}\n${lines.join("")}${indent}${close}`;
}

function keyOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
