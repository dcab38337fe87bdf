/** A text of a document as Markdown that Vue leaves alone: placeholders of templates look like its own. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;")))
    .join("");
}

/** A text within a cell of a table. */
export function cell(text: string): string {
  return prose(text).replaceAll("\n", " ").replaceAll("|", "\\|");
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function fence(language: string, text: string): string {
  const ticks = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}${language}\n${text.trimEnd()}\n${ticks}`;
}

export function json(value: unknown): string {
  return fence("json", JSON.stringify(value, null, 2));
}

/** What a page says of itself: JSON is YAML as well. */
export function frontmatter(values: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${JSON.stringify(value)}`,
  );
  return ["---", ...lines, "---"].join("\n");
}

/** Parts of a page, with an empty line between two. */
export function page(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined && part !== "").join("\n\n")}\n`;
}
