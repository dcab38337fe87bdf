import { readBody } from "./body.ts";
import { WebhookRequestError } from "./errors.ts";
import { signatureHeader, verifySignature } from "./signature.ts";

export interface SignedBodyOptions {
  /** Secret of the subscribed app, or several during a rotation. */
  appSecret: string | readonly string[];
  /** Limit of the body in bytes; the platform sends webhooks of up to 3 MB. @default 3145728 */
  maxSize?: number;
}

const defaults = {
  maxSize: 3_145_728, // 3 MiB
} satisfies Partial<SignedBodyOptions>;

/**
 * Reads the raw bytes of a request that Meta signed with the app secret, whatever they hold. The size is checked while
 * reading; without the header `X-Hub-Signature-256` nothing is read.
 *
 * @throws {WebhookRequestError} when the signature is missing or wrong, or the body too large or incomplete; its
 * `reason` says which
 * @throws {WebhookAppError} when the body was already consumed, such as by a body parser
 * @example
 * const bytes = await readSignedBody(request, { appSecret });
 */
export async function readSignedBody(request: Request, options: SignedBodyOptions): Promise<Uint8Array> {
  const { appSecret, maxSize } = { ...defaults, ...options };
  const signature = request.headers.get(signatureHeader);
  if (signature === null) throw new WebhookRequestError("signature", "it has no signature");
  const body = await readBody(request, maxSize);
  if (!(await verifySignature(body, signature, appSecret))) {
    throw new WebhookRequestError("signature", "its signature does not match");
  }
  return body;
}
