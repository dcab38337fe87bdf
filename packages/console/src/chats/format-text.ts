/** A run of text with one look. */
export type Span =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly spans: readonly Span[] };

/** A part of a message that stands in lines of its own. */
export type Block =
  | { readonly kind: "paragraph" | "quote"; readonly spans: readonly Span[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "bullets" | "numbers"; readonly items: readonly (readonly Span[])[] };

const marks = { "*": "bold", _: "italic", "~": "strike" } as const;

/** What WhatsApp makes of the text of a message. It is data, never markup. */
export function formatText(text: string): Block[] {
  const blocks: Block[] = [];
  // code between three backticks may go over lines; everything else ends with its line
  for (const [index, part] of text.split(/```([^]*?)```/).entries()) {
    if (index % 2 === 1) blocks.push({ kind: "code", text: part.replace(/^\n|\n$/g, "") });
    else if (part.trim() !== "" || text === part) blocks.push(...linesOf(part));
  }
  return blocks;
}

function linesOf(part: string): Block[] {
  const blocks: Block[] = [];
  for (const line of part.replace(/^\n|\n$/g, "").split("\n")) {
    const block = blockOf(line);
    const last = blocks.at(-1);
    if (last && "items" in last && "items" in block && last.kind === block.kind) {
      blocks[blocks.length - 1] = { ...last, items: [...last.items, ...block.items] };
    } else if (last?.kind === "paragraph" && block.kind === "paragraph") {
      blocks[blocks.length - 1] = { ...last, spans: [...last.spans, { kind: "text", text: "\n" }, ...block.spans] };
    } else {
      blocks.push(block);
    }
  }
  return blocks;
}

function blockOf(line: string): Block {
  const [, bullet] = /^[*-] (.+)$/.exec(line) ?? [];
  if (bullet !== undefined) return { kind: "bullets", items: [spansOf(bullet)] };
  const [, numbered] = /^\d{1,3}\. (.+)$/.exec(line) ?? [];
  if (numbered !== undefined) return { kind: "numbers", items: [spansOf(numbered)] };
  const [, quoted] = /^> (.+)$/.exec(line) ?? [];
  if (quoted !== undefined) return { kind: "quote", spans: spansOf(quoted) };
  return { kind: "paragraph", spans: spansOf(line) };
}

const special = /`([^`]+)`|(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]*_~])|([*_~])/g;

function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const plain = (end: number) => {
    if (end > start) spans.push({ kind: "text", text: line.slice(start, end) });
  };
  special.lastIndex = 0;
  for (let found = special.exec(line); found; found = special.exec(line)) {
    const [whole, code, href, mark] = found;
    const { index } = found;
    if (mark === undefined) {
      plain(index);
      start = index + whole.length;
      spans.push(href === undefined ? { kind: "code", text: code ?? "" } : { kind: "link", text: href, href });
      continue;
    }
    const end = closingMark(line, mark, index);
    if (end === -1) continue;
    plain(index);
    const at = special.lastIndex;
    spans.push({ kind: marks[mark as keyof typeof marks], spans: spansOf(line.slice(index + 1, end)) });
    special.lastIndex = Math.max(at, end + 1);
    start = end + 1;
  }
  plain(line.length);
  return spans;
}

/** Where a mark ends that begins a word: at the end of one. */
function closingMark(line: string, mark: string, index: number): number {
  const before = line[index - 1] ?? " ";
  if (/[\p{L}\p{N}]/u.test(before) || /\s/.test(line[index + 1] ?? " ")) return -1;
  for (let end = line.indexOf(mark, index + 2); end !== -1; end = line.indexOf(mark, end + 1)) {
    const after = line[end + 1] ?? " ";
    if (!/\s/.test(line[end - 1] ?? " ") && !/[\p{L}\p{N}]/u.test(after)) return end;
  }
  return -1;
}
