/** A part of a line. Its text may come from anybody: what moves a cursor or colours is replaced before it is shown. */
export type Span = string | number | Painted;

/** One line, or more than one where the terminal is narrow. */
export type Line = Span | readonly Span[];

type Paint = "red" | "green" | "yellow" | "dim" | "bold";

interface Painted {
  readonly text: string;
  readonly paint: Paint;
}

const codes: Readonly<Record<Paint, readonly [on: number, off: number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  dim: [2, 22],
  bold: [1, 22],
};

export const red = (text: string): Span => ({ text, paint: "red" });
export const green = (text: string): Span => ({ text, paint: "green" });
export const yellow = (text: string): Span => ({ text, paint: "yellow" });
export const dim = (text: string): Span => ({ text, paint: "dim" });
export const bold = (text: string): Span => ({ text, paint: "bold" });

/** The text of a span in a terminal. */
export function show(span: Span, hasColors: boolean): string {
  const text = plain(span);
  if (typeof span !== "object" || !hasColors) return text;
  const [on, off] = codes[span.paint];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

/** The text of a span without colours, on one line, and without anything that a terminal obeys. */
export function plain(span: Span): string {
  const text = typeof span === "object" ? span.text : String(span);
  return text
    .replaceAll(/[\r\n\t\u2028\u2029]+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => (character === zeroWidthJoiner ? character : "\ufffd"));
}

/** Families and professions among the emoji are joined by it. */
const zeroWidthJoiner = "\u200d";

export function spansOf(line: Line): readonly Span[] {
  return Array.isArray(line) ? line : [line as Span];
}
