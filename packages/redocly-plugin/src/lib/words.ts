const fillers = new Set(
  "a an and are be field for in is it its object of one or parameter property s that the these this those to unique value"
    .split(" ")
    .map(singularOf),
);

/** The words that carry meaning in a sentence, or in a name of any spelling: singular and in small letters. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(singularOf)
    .filter((word) => word !== "" && !fillers.has(word));
}

function singularOf(word: string): string {
  const singular = word.replace(/(?<=..)ies$/, "y").replace(/(?<=s|x|ch|sh)es$|(?<=..[^su])s$/, "");
  return singular === "identifier" ? "id" : singular;
}
