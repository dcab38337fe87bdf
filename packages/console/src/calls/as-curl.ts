import type { RecordedCall } from "@openwaba/sandbox";
import type { Addresses } from "./as-typescript.ts";
import { isBatch, isFields, isFile, withoutCredentials } from "./sent-values.ts";

/**
 * A call for a shell. The token is in a variable, and files are read from the working directory. Credentials that are
 * parameters of the operation are `kept`.
 */
export function asCurl(call: RecordedCall, { url, mediaUrl }: Addresses, kept: readonly string[] = []): string {
  const address = new URL((call.operation === "downloadMedia" ? mediaUrl : url) + call.path);
  for (const [name, value] of Object.entries(withoutCredentials(call.query, kept)))
    address.searchParams.set(name, value);
  const { body = [], scheme = "Bearer" } = bodyOf(call, kept);
  const implied = body.length > 0 ? "POST" : "GET";
  const words = ["curl", ...(call.method === implied ? [] : [`-X ${call.method}`])];
  // braces and brackets are patterns to curl
  if (/[[\]{}]/.test(address.href)) words.push("--globoff");
  return [
    `${words.join(" ")} ${quoted(address.href)}`,
    `-H "Authorization: ${scheme} $WHATSAPP_ACCESS_TOKEN"`,
    ...body,
  ].join(" \\\n  ");
}

/** The arguments for the body; bytes of an upload session come with another scheme. */
function bodyOf(call: RecordedCall, kept: readonly string[]): { body?: string[]; scheme?: string } {
  const { body } = call;
  if (body === undefined) return {};
  if (call.operation === "uploadFileBytes") {
    const type = `Content-Type: ${String(Object(body).type)}`;
    return { scheme: "OAuth", body: [`-H ${quoted(type)}`, "-H 'file_offset: 0'", "--data-binary @file"] };
  }
  if (isBatch(call) && isFields(body)) {
    return {
      body: Object.entries(withoutCredentials(body, kept)).map((field) => `--data-urlencode ${fieldOf(field)}`),
    };
  }
  if (isFields(body) && Object.values(body).flat().some(isFile)) {
    return { body: Object.entries(withoutCredentials(body, kept)).flatMap(partOf) };
  }
  const sent = isFields(body) ? withoutCredentials(body, kept) : body;
  return { body: [`-H ${quoted("Content-Type: application/json")}`, `-d ${quoted(JSON.stringify(sent))}`] };
}

function partOf([name, value]: [string, unknown]): string[] {
  const files = [value].flat().filter(isFile);
  if (files.length === 0) return [`--form-string ${fieldOf([name, value])}`];
  return files.map((file) => {
    const path = `"${file.name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
    return `-F ${quoted(`${name}=@${path};type=${file.type}`)}`;
  });
}

function fieldOf([name, value]: [string, unknown]): string {
  return quoted(`${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
}

/** In single quotes, which a shell leaves as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
