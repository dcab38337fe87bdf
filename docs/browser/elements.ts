import { Parser } from "htmlparser2";

/** An element of a page. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What a script or a style holds; empty for all others. */
  readonly text: string;
}

/** All elements of a page. */
export function elementsOf(html: string): Element[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  let isCode = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      elements.push({ name, attributes, text: "" });
      isCode = name === "script" || name === "style";
    },
    ontext(text) {
      const last = elements.at(-1);
      if (isCode && last) last.text += text;
    },
    onclosetag() {
      isCode = false;
    },
  });
  parser.end(html);
  return elements;
}
