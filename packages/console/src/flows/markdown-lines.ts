import { listIn } from "./flow-json.ts";
import { textOf } from "./expression.ts";

interface Line {
  /** Of a heading, 0 of a text. */
  readonly level: 0 | 1 | 2;
  /** As WhatsApp formats it. */
  readonly text: string;
}

/** The lines of a text with markdown: headings apart from text, with the marks that chats know. */
export function markdownLines(text: unknown): Line[] {
  const whole = Array.isArray(text) ? listIn(text).map(textOf).join("\n") : textOf(text);
  const lines: Line[] = [];
  for (const line of whole.split("\n")) {
    const [, marks, heading] = /^(#{1,2}) (.+)$/.exec(line) ?? [];
    const last = lines.at(-1);
    if (heading !== undefined) lines.push({ level: marks === "#" ? 1 : 2, text: heading });
    else if (last?.level === 0) lines[lines.length - 1] = { level: 0, text: `${last.text}\n${asInChats(line)}` };
    else if (line.trim() !== "") lines.push({ level: 0, text: asInChats(line) });
  }
  return lines;
}

/** Markdown has two signs where chats have one; a link is its text and its address. */
function asInChats(line: string): string {
  return line
    .replaceAll(/^\+ /g, "- ")
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\[([^\]]*)\]\(([^)\s]*)\)/g, "$1 $2")
    .replaceAll(/(?<!\*)\*(?!\*|\s)([^*]+)\*(?!\*)/g, "_$1_")
    .replaceAll(/\*\*([^*]+)\*\*/g, "*$1*")
    .replaceAll(/~~([^~]+)~~/g, "~$1~");
}
