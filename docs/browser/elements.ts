/** An element of a page. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What a script or a style holds. */
  readonly text: string;
}

const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?/g;
const attributes = `((?:\\s+${attribute.source.replaceAll(/\((?!\?)/g, "(?:")})*)`;
// comments, elements whose text is none of the page's, and begins of all others
const token = new RegExp(
  `<!--[^]*?-->|<(script|style)${attributes}\\s*>([^]*?)</\\1>|<([a-z][a-z\\d-]*)${attributes}\\s*/?>`,
  "gi",
);

/** All elements of a page that a program wrote. Throws for what it cannot read, so that none is overlooked. */
export function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  const rest = html.replaceAll(
    token,
    (
      _all,
      raw: string | undefined,
      ofRaw: string | undefined,
      text: string | undefined,
      name: string | undefined,
      own = "",
    ) => {
      const tag = raw ?? name;
      if (tag !== undefined)
        elements.push({ name: tag.toLowerCase(), attributes: attributesOf(ofRaw ?? own), text: text ?? "" });
      return "";
    },
  );
  const [unread] = /<[a-z!][^]{0,80}/i.exec(rest.replace(/<!doctype html>/i, "")) ?? [];
  if (unread !== undefined) throw new Error(`Cannot read ${unread}`);
  return elements;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(attribute)].map(([, name = "", double, single, bare]) => [
      name.toLowerCase(),
      decoded(double ?? single ?? bare ?? ""),
    ]),
  );
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" };

function decoded(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (entity, name: string) => entities[name] ?? entity);
}
