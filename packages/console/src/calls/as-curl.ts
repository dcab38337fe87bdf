import type { RecordedCall } from "@openwaba/sandbox";

/** The call for a shell, with the token in a variable. */
export function asCurl({ method, path, query, body }: RecordedCall, origin: string): string {
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(query)) if (value !== "[hidden]") url.searchParams.set(name, value);
  const lines = [`curl -X ${method} ${quoted(url.href)}`, `-H "Authorization: Bearer $ACCESS_TOKEN"`];
  if (body !== undefined)
    lines.push(`-H ${quoted("Content-Type: application/json")}`, `-d ${quoted(JSON.stringify(body))}`);
  return lines.join(" \\\n  ");
}

/** In single quotes, which a shell leaves as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
