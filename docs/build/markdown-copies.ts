import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** Lets the Markdown copies of the pages, as they were built, lead to pages below the base. */
export async function mendCopies(folder: string, base: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (extname(file) === ".md" || entry.name === "llms-full.txt")
      await writeFile(file, withBase(await readFile(file, "utf8"), base));
  }
}

/** Markdown whose links to pages of the site are below its base; code is left as it is. */
export function withBase(markdown: string, base: string): string {
  const link = new RegExp(`\\]\\((?!${base.replaceAll(".", "\\.")})/(?!/)`, "g");
  return markdown
    .split(/(^ *(`{3,}).*\n[^]*?^ *\2`*$)/m)
    .flatMap((part, index) => (index % 3 === 2 ? [] : index % 3 === 1 ? part : part.replaceAll(link, `](${base}`)))
    .join("");
}
