import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { isNode, keyOf, type Node } from "./lib/nodes.ts";
import { wordsOf } from "./lib/words.ts";

const longestSummary = 100;
const longestDescription = 300;
const longestOverview = 800; // of an operation or a document

/** Descriptions and summaries add to the name, do not repeat themselves and are short. */
export const prose: Oas3Rule = () => {
  const check = (node: unknown, { location, report, type }: UserContext) => {
    if (!isNode(node)) return;
    for (const kind of ["summary", "description"] as const) {
      const text = node[kind];
      if (typeof text !== "string" || !(kind in type.properties)) continue;
      const names = namesOf(node, kind, location.pointer);
      for (const message of faultsOf(text, kind, longestOf(kind, type.name), names)) {
        report({ message, location: location.child(kind) });
      }
    }
  };
  return { any: check, ref: check };
};

function longestOf(kind: "summary" | "description", type: string): number {
  if (kind === "summary") return longestSummary;
  return ["Info", "Operation"].includes(type) ? longestOverview : longestDescription;
}

function* faultsOf(text: string, kind: string, longest: number, names: string[]): Generator<string> {
  const words = wordsOf(text);
  const covers = (...parts: string[]) => words.every((word) => parts.flatMap(wordsOf).includes(word));
  if (text.trim() === "") {
    yield `Write the ${kind} or remove it: it is empty`;
  } else if (covers(...names)) {
    const name = names.find((candidate) => covers(candidate)) ?? names[0];
    yield `Say in the ${kind} what the name does not: "${text.trim()}" only restates ${name}`;
  }
  if (/^\s+\S|\S[ \t]+$/.test(text)) yield `Trim the ${kind}: it starts or ends with whitespace`;
  if (text.length > longest) yield `Shorten the ${kind} to ${longest} characters: it has ${text.length}`;
  const sentences = sentencesOf(text);
  const repeated = sentences.find((sentence, index) => sentences.indexOf(sentence) < index);
  if (repeated !== undefined) yield `Remove the repetition from the ${kind}: "${repeated}" appears twice`;
}

function sentencesOf(text: string): string[] {
  const sentences = text.split(/(?<=[.!?;])\s+/).map((sentence) => sentence.trim().replace(/[.!?;]$/, ""));
  return sentences.filter((sentence) => /\S\s+\S+\s+\S/.test(sentence)); // three words: "e.g." is not a sentence
}

/** What the reader sees next to the text: the name of what it describes, and the accepted values. */
function namesOf(node: Node, kind: "summary" | "description", pointer: string): string[] {
  const key = keyOf(pointer.split("/").at(-1) ?? "");
  const values = Array.isArray(node.enum) ? node.enum.map(String) : [];
  const names = [node.operationId, node.name, node.title, key, kind === "description" && node.summary, ...values];
  return names.filter((name) => typeof name === "string");
}
