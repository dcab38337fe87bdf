import { signHmac, verifyHmac } from "#hmac";
import { listOf } from "./list-of.ts";

/** A raw body, unchanged. A string means its bytes in UTF-8. */
export type RawBody = Uint8Array | ArrayBuffer | string;

/** Header that holds the signature of a delivery. */
export const signatureHeader = "x-hub-signature-256";

const form = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether a delivery comes from the platform: whether the header `X-Hub-Signature-256` is the HMAC-SHA256 of the raw
 * body with the app secret, compared in constant time. Returns false for anything missing or malformed. Pass the raw
 * bytes, unchanged: JSON that was parsed and serialized again has other bytes.
 *
 * @param secrets the app secret, or several during a rotation
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
    // node:crypto is synchronous; `await` would double the cost
    const answer: boolean | Promise<boolean> = verifyHmac(secret, bytes, hex);
    if (typeof answer === "boolean" ? answer : await answer) return true;
  }
  return false;
}

/** What the platform would send as `X-Hub-Signature-256`. */
export async function signatureOf(body: RawBody, secret: string): Promise<string> {
  return `sha256=${await signHmac(secret, bytesOf(body))}`;
}

function bytesOf(body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return new TextEncoder().encode(body);
  // node:crypto and WebCrypto accept shared memory too; the types of WebCrypto do not
  return body instanceof ArrayBuffer ? new Uint8Array(body) : (body as Uint8Array<ArrayBuffer>);
}
