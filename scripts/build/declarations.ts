import { readdir, readFile, rm } from "node:fs/promises";
import { join, posix, sep } from "node:path";

/** What a declaration names by a relative path, in `from "./a.ts"` or `import("./a.ts")`. */
const reference = /(?:from|import)\s*\(?\s*"(\.[^"]+)\.(?:ts|js)"/g;

/** Removes the declarations in `dist` that no entry leads to. `entries` are files of JavaScript. */
export async function removeUnreachable(dist: string, entries: readonly string[]): Promise<void> {
  const reached = new Set<string>();
  const waiting = entries.map((file) => file.replace(/\.js$/, ".d.ts"));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const text = await readFile(join(dist, file), "utf8");
    for (const [, path] of text.matchAll(reference))
      waiting.push(`${posix.join(posix.dirname(file), String(path))}.d.ts`);
  }
  const all = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".d.ts"));
  await Promise.all(all.filter((file) => !reached.has(file.split(sep).join("/"))).map((file) => rm(join(dist, file))));
}
