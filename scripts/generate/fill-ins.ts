import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Begins the comment next to a placeholder that the author must replace. */
const marker = "# fill in: ";

/** The placeholders in `text`: `<file>:<line>  <what to write>` */
export function fillInsOf(file: string, text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const [, what] = line.split(marker);
    return what === undefined ? [] : [`${file}:${index + 1}  ${what}`];
  });
}

/** The placeholders of all specs but the template, in reading order. */
export async function listFillIns(root: string): Promise<string[]> {
  const files = globSync("specs/!(new)/**/*.yaml", { cwd: root }).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), "utf8")));
  return files.flatMap((file, index) => fillInsOf(file, texts[index] ?? ""));
}
