import { isRecord } from "./shapes.ts";

/** Property names and list indexes that lead to a value. */
export type Path = readonly (string | number)[];

/** The value at a path, undefined if there is none. */
export function readAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (!has(current, step)) return undefined;
    current = (current as Readonly<Record<string | number, unknown>>)[step];
  }
  return current;
}

/** A copy with another value at a path, or with one more: the order of what is there stays. */
export function writeAt(value: unknown, path: Path, inner: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  const next = writeAt(readAt(value, [step]), rest, inner);
  if (Array.isArray(value)) return value.toSpliced(Number(step), 1, next);
  // a computed name is a name like others, also __proto__
  return { ...(isRecord(value) ? value : {}), [String(step)]: next };
}

/** A copy without the property or the item at a path. */
export function removeAt(value: unknown, path: Path): unknown {
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  const owner = readAt(value, parent);
  if (last === undefined || !has(owner, last)) return value;
  if (Array.isArray(owner)) return writeAt(value, parent, owner.toSpliced(Number(last), 1));
  const left = Object.entries(Object(owner)).filter(([name]) => name !== String(last));
  return writeAt(value, parent, Object.fromEntries(left));
}

/** The longest beginning of a path that leads to a value. */
export function nearestPath(value: unknown, path: readonly string[]): Path {
  let current = value;
  const found: (string | number)[] = [];
  for (const step of path) {
    const own = Array.isArray(current) ? Number(step) : step;
    if (!has(current, own)) break;
    found.push(own);
    current = readAt(current, [own]);
  }
  return found;
}

function has(value: unknown, step: string | number): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, step);
}
