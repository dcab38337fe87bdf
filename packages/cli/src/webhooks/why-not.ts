import { verifySignature } from "@openwaba/webhooks";

/** Why a signature does not match a body, as far as that can be found out. */
export async function whyNot(body: Buffer, signature: string, appSecret: string): Promise<string> {
  if (!signature.startsWith("sha256="))
    return signature.startsWith("sha1=")
      ? "It is the old signature: take that of the header X-Hub-Signature-256"
      : "A signature begins with sha256=";
  if (!/^sha256=[0-9a-f]{64}$/.test(signature))
    return "Behind sha256= there must be 64 hexadecimal digits in lower case";
  const text = body.toString("utf8");
  const others: readonly (readonly [body: string, reason: string])[] = [
    [text.replace(/\r?\n$/, ""), "It matches without the line break at the end, which an editor or echo has added"],
    [
      escaped(text),
      "It matches with characters written as \\u escapes: something has parsed the body and written it again",
    ],
    [compact(text), "It matches without spaces between the values: something has formatted the body"],
  ];
  for (const [other, reason] of others)
    if (other !== text && (await verifySignature(other, signature, appSecret))) return reason;
  return "Either META_APP_SECRET is not the secret of the app that sent it, or the body is not the bytes that were sent: it must not be parsed, decompressed or formatted before";
}

function escaped(text: string): string {
  return text.replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function compact(text: string): string {
  try {
    return escaped(JSON.stringify(JSON.parse(text)));
  } catch {
    return text;
  }
}
