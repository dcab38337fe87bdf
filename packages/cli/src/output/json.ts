/** A value as JSON that a terminal shows as it is: characters that it would obey are escaped. */
export function toJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value ?? null, undefined, indent);
  return text.replaceAll(/[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => escaped(character.charCodeAt(index))).join(""),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
