export interface Table {
  head: string[];
  rows: string[][];
}

export function markdownTable({ head, rows }: Table): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [...lines, ""].join("\n");
}

/**
 * Replaces the text between `<!-- name … -->` and `<!-- /name -->`; the rest is maintained by hand. A text
 * without the markers stays unchanged.
 */
export function fillMarkers(text: string, name: string, content: string): string {
  const markers = new RegExp(`(<!-- ${name}\\b[^>]*-->\\n?)[\\s\\S]*?(<!-- /${name} -->)`);
  return text.replace(markers, (_, open: string, close: string) => `${open}${content}${close}`);
}
