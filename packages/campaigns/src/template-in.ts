/** The template that a message sends, as `<name>|<language>`; an empty text for other messages. */
export function templateIn(message: unknown): string {
  const { template } = (message ?? {}) as { template?: { name?: unknown; language?: { code?: unknown } } | null };
  if (typeof template?.name !== "string") return "";
  return `${template.name}|${String(template.language?.code ?? "")}`;
}
