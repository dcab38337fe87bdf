/** From the first character to behind the last one. */
export interface Span {
  start: number;
  end: number;
}

/** Brackets, commas, strings and the like; a regular expression would need a stack as deep as the longest string. */
export function* tokensIn(text: string): Generator<Span> {
  const plain = /[^\s{}[\],:"]+/y;
  for (let start = 0; start < text.length; start++) {
    const first = text[start] ?? "";
    if (" \n\r\t".includes(first)) continue;
    let end = start + 1;
    if (first === '"') {
      while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
      end += 1;
    } else if (!"{}[],:".includes(first)) {
      plain.lastIndex = start;
      end = start + Math.max(1, plain.exec(text)?.[0].length ?? 0);
    }
    yield { start, end };
    start = end - 1;
  }
}
