import type { DomainFunction } from "./join-versions.ts";
import { writeExample } from "./write-example.ts";

/** The documentation of a function, from the description of its operation. */
export function writeDocumentation(described: DomainFunction): string {
  const { operation } = described.shown.described;
  const { summary, description, externalDocs } = operation;
  const paragraphs = [
    summary?.replace(/\.?$/, "."),
    description,
    described.isList ? "Awaited it is one page; `for await` walks over the items of all pages." : undefined,
  ];
  const lines = [
    ...paragraphs.flatMap((text) => (text ? [...wrap(text), ""] : [])),
    "@throws {GraphError} when the platform rejects the call",
    "@throws {GraphConnectionError} when no complete response arrives",
    ...(externalDocs ? [`@see {@link ${externalDocs.url}}`] : []),
    "@example",
    ...writeExample(described).split("\n"),
  ];
  return `/**\n${lines.map((line) => ` * ${line.replaceAll("*/", "*\\/")}`.trimEnd()).join("\n")}\n */\n`;
}

/** Breaks a text into lines of at most 117 characters; `@` would start a tag. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text
    .replaceAll(/(?<=^|\s)@/g, "\\@")
    .trim()
    .split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 117) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
