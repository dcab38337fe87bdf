export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Alignment of each column, such as `:-:`. @default "---" */
  align?: readonly string[];
}

/** Writes a table; pipes in cells are escaped. */
export function markdownTable({ head, rows, align = head.map(() => "---") }: Table): string {
  return `${[rowOf(head), `|${align.join("|")}|`, ...rows.map(rowOf)].join("\n")}\n`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The text between `<!-- name … -->` and `<!-- /name -->`; undefined without the markers. */
export function readMarked(text: string, name: string): string | undefined {
  return markersOf(name).exec(text)?.[2];
}

/** Replaces the text between the markers; the rest is maintained by hand. A text without them stays unchanged. */
export function fillMarkers(text: string, name: string, content: string): string {
  return text.replace(markersOf(name), (_, open: string, _old, close: string) => `${open}${content}${close}`);
}

function markersOf(name: string): RegExp {
  return new RegExp(`(<!-- ${name}\\b[^>]*-->\\n?)([\\s\\S]*?)(<!-- /${name} -->)`);
}
