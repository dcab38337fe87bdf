import truncate from "fast-string-truncated-width";
import { bold, type Line, plain, show, type Span, spansOf } from "./span.ts";

/** Rows under a head; cells that do not fit are cut. */
export interface Table {
  readonly head?: readonly string[];
  readonly rows: readonly (readonly Span[])[];
}

/** A line that is wrapped between words, and indented. */
interface Paragraph {
  readonly indent: number;
  readonly text: string;
}

export type Block = Line | Table | Paragraph;

/** How much room there is, and whether colours are. */
export interface Look {
  /** Undefined where nothing needs to be cut, as in a file. */
  readonly width: number | undefined;
  readonly hasColors: boolean;
}

const gap = "  ";
const narrowestCell = 8;

/** The lines of what is shown. */
export function layOut(blocks: readonly Block[], look: Look): string[] {
  return blocks.flatMap((block) => {
    if (typeof block === "object" && "rows" in block) return tableLines(block, look);
    if (typeof block === "object" && "indent" in block) return wrap(block, look);
    return spansOf(block)
      .map((span) => show(span, look.hasColors))
      .join("");
  });
}

/** Names and values, the names as wide as the longest one. */
export function fields(rows: readonly (readonly [name: string, value: Span | undefined])[]): Table {
  return { rows: rows.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])) };
}

function tableLines({ head, rows }: Table, look: Look): string[] {
  if (rows.length === 0) return [];
  const all = head === undefined ? rows : [head.map(bold), ...rows];
  const count = Math.max(...all.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(...all.map((row) => widthOf(plain(row[index] ?? "")))),
  );
  const fitting =
    look.width === undefined
      ? widths
      : shrink(
          widths,
          widths.map((_, index) => hasText(rows, index)),
          look.width - gap.length * (count - 1),
        );
  if (fitting === undefined) return records(head, rows, look);
  return all.map((row) =>
    row
      .map((cell, index) => {
        const room = fitting[index] ?? 0;
        const { text, width } = cut(plain(cell), room);
        const shown = show(typeof cell === "object" ? { ...cell, text } : text, look.hasColors);
        return index === count - 1 ? shown : shown + " ".repeat(Math.max(0, room - width));
      })
      .join(gap)
      .trimEnd(),
  );
}

/** Whether a column has texts of several words; ids, numbers and states are of no use when they are cut. */
function hasText(rows: Table["rows"], index: number): boolean {
  return rows.some((row) => /\p{L}\S* /u.test(plain(row[index] ?? "")));
}

/** Takes from the widest column that may be cut until all fit; undefined if they cannot. */
function shrink(widths: readonly number[], mayShrink: readonly boolean[], room: number): number[] | undefined {
  const fitting = [...widths];
  for (let total = fitting.reduce((sum, width) => sum + width, 0); total > room; total--) {
    const widest = Math.max(...fitting.filter((_, index) => mayShrink[index]));
    if (widest <= narrowestCell) return undefined;
    fitting[fitting.findLastIndex((width, index) => width === widest && mayShrink[index])] = widest - 1;
  }
  return fitting;
}

/** Each row as lines of its own, where a terminal is too narrow for columns. */
function records(head: readonly string[] | undefined, rows: Table["rows"], look: Look): string[] {
  const labels = head ?? [];
  return rows.flatMap((row, index) => {
    const lines = row.map((cell, column) => {
      const label = labels[column];
      return (label === undefined ? "" : `${label}: `) + show(cell, look.hasColors);
    });
    return index === 0 || head === undefined ? lines : ["", ...lines];
  });
}

function wrap({ indent, text }: Paragraph, { width = Infinity }: Look): string[] {
  const room = Math.max(20, width - indent);
  const lines: string[] = [];
  let line = "";
  for (const word of plain(text).split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => " ".repeat(indent) + each);
}

function widthOf(text: string): number {
  return truncate(text).width;
}

function cut(text: string, room: number): { text: string; width: number } {
  const whole = widthOf(text);
  if (whole <= room) return { text, width: whole };
  const { index, width } = truncate(text, { limit: room, ellipsis: "…", ellipsisWidth: 1 });
  return { text: `${text.slice(0, index)}…`, width: width + 1 };
}
