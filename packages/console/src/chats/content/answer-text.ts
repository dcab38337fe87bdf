/** An answer to a form as people read it: files by their names. */
export function answerText(value: unknown): string {
  if (Array.isArray(value)) return value.map(answerText).join(", ") || "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object" || value === null) return String(value ?? "nothing");
  const file_name: unknown = "file_name" in value ? value.file_name : undefined;
  return typeof file_name === "string" ? file_name : JSON.stringify(value);
}
