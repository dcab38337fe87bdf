import { signHmac, verifyHmac } from "#hmac";

/** A body as it came over the wire. Text stands for its bytes in UTF-8. */
export type RawBody = Uint8Array | ArrayBuffer | string;

/** Header that holds the signature of a delivery. */
export const signatureHeader = "x-hub-signature-256";

const form = /^sha256=([0-9a-f]{64})$/;

/**
 * Tells whether a delivery comes from the platform: whether the header `X-Hub-Signature-256` is the HMAC-SHA256 of the
 * raw body under the app secret, compared in constant time. Whatever is missing or badly formed is false. Give the
 * bytes as they came: JSON that was parsed and written again has other bytes.
 *
 * @param secrets the app secret, or several while one takes the place of another
 * @example
 * const body = new Uint8Array(await request.arrayBuffer());
 * if (!(await verifySignature(body, request.headers.get("x-hub-signature-256"), appSecret))) return new Response(null, { status: 401 });
 */
export async function verifySignature(
  body: RawBody,
  header: string | null | undefined,
  secrets: string | readonly string[],
): Promise<boolean> {
  const hex = typeof header === "string" ? form.exec(header)?.[1] : undefined;
  if (hex === undefined) return false;
  const bytes = bytesOf(body);
  for (const secret of listOf(secrets)) {
    if (secret === "") continue;
    // waiting for what is there already would cost as much as the rest
    const answer: boolean | Promise<boolean> = verifyHmac(secret, bytes, hex);
    if (typeof answer === "boolean" ? answer : await answer) return true;
  }
  return false;
}

/** What the platform would send as `X-Hub-Signature-256`. */
export async function signatureOf(body: RawBody, secret: string): Promise<string> {
  return `sha256=${await signHmac(secret, bytesOf(body))}`;
}

export function listOf(values: string | readonly string[]): readonly string[] {
  return typeof values === "string" ? [values] : values;
}

function bytesOf(body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return new TextEncoder().encode(body);
  // node:crypto and WebCrypto take shared memory as well, the types of the latter do not
  return body instanceof ArrayBuffer ? new Uint8Array(body) : (body as Uint8Array<ArrayBuffer>);
}
