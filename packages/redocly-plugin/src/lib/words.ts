const fillers = new Set(
  "a an and are be field for in is it its object of one or parameter property s that the these this those to unique value"
    .split(" ")
    .map(singularOf),
);

/** The meaningful words of a sentence, or of a name in any spelling: singular and in lower case. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(singularOf)
    .map((word) => (word === "identifier" ? "id" : word))
    .filter((word) => word !== "" && !fillers.has(word));
}

/** The last word in the singular. */
export function singularOf(words: string): string {
  return words.replace(/(?<=..)ies$/, "y").replace(/(?<=[su]s|x|ch|sh)es$|(?<=..[^su])s$/, "");
}
