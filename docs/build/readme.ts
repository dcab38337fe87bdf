import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prose } from "./markdown.ts";

const root = join(import.meta.dirname, "../..");

interface Readme {
  /** Markdown below the title, with links within the site. */
  readonly text: string;
  /** Whether it has the table of its operations. */
  readonly listsOperations: boolean;
}

/** The README of a package as a part of a page. */
export function readReadme(name: string): Readme {
  const { homepage, repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    homepage: string;
    repository: string;
  };
  const markdown = readFileSync(join(root, "packages", name, "README.md"), "utf8");
  const text = markdown
    .replace(/^# .*\n/, "")
    .replaceAll(/<!--.*?-->\n?/g, "")
    .replaceAll(`](${homepage}`, "](")
    .replaceAll(/\]\(\.\.\/([\w-]+)(#[\w-]+)?\)/g, "](/reference/packages/$1$2)")
    .replaceAll(/\]\((?:\.\.\/){2}([\w./-]+)\)/g, `](${repository}/blob/main/$1)`)
    .trim();
  const pictures = new RegExp(String.raw`!\[([^\]]*)\]\(${repository}/raw/main/docs/([\w./-]+)\)`, "g");
  const ownPictures = (part: string) => part.replaceAll(pictures, '<img alt="$1" src="../../$2">');
  return {
    text: outsideOfFences(text, (part) => ownPictures(prose(part))),
    listsOperations: /^## Operations$/m.test(text),
  };
}

function outsideOfFences(markdown: string, change: (text: string) => string): string {
  return markdown
    .split(/(^```[^]*?^```$)/m)
    .map((part) => (part.startsWith("```") ? part : change(part)))
    .join("");
}
