import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const marker = "# fill in: ";

/** The comment beside a text that only stands for what an author knows. */
export function fillIn(what: string): string {
  return `${marker}${what}`;
}

/** The places in `text` that wait for their author: `<file>:<line>  <what to write>` */
export function fillInsOf(file: string, text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const [, what] = line.split(marker);
    return what === undefined ? [] : [`${file}:${index + 1}  ${what}`];
  });
}

/** Those of all specs, in the order in which they are read. */
export async function listFillIns(root: string): Promise<string[]> {
  const files = globSync("specs/*/*.yaml", { cwd: root }).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), "utf8")));
  return files.flatMap((file, index) => fillInsOf(file, texts[index] ?? ""));
}
