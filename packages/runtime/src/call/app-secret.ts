import type { AccessToken, Credentials } from "./auth.ts";
import { GraphRequest } from "./request.ts";
import { keepSecret } from "../errors/secrets.ts";

export interface AppSecretOptions {
  /**
   * Adds the time to the proof, which limits it to five minutes.
   * @default false
   */
  time?: boolean;
}

type Proof = Record<"appsecret_proof", string> & Partial<Record<"appsecret_time", string>>;

/**
 * Signs every call with `appsecret_proof`, as apps with "Require app secret" demand (they reject others with code 100).
 * The proof is sent in the body if that is a form or a JSON object, otherwise in the query. It is never sent to another
 * origin.
 *
 * @param token As for `auth`
 * @param appSecret Secret of the app that the token belongs to; it is never sent
 * @throws {TypeError} when the secret is empty
 * @see https://developers.facebook.com/docs/graph-api/guides/secure-requests
 * @example
 * const client = createClient<messages.PathsByVersion>({ auth: withAppSecret(accessToken, appSecret) });
 */
export function withAppSecret(
  token: AccessToken,
  appSecret: string,
  { time = false }: AppSecretOptions = {},
): Credentials {
  if (!appSecret) throw new TypeError("Cannot sign calls: the app secret is empty");
  const encoder = new TextEncoder();
  let key: Promise<CryptoKey> | undefined;
  let last: { text: string; proof: Promise<string> } | undefined;

  const hash = async (text: string) => {
    key ??= crypto.subtle.importKey("raw", encoder.encode(appSecret), { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
    const signature = await crypto.subtle.sign("HMAC", await key, encoder.encode(text));
    return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const prove = async (value: string): Promise<Proof> => {
    // a proof with a time is reused for a minute
    const seconds = String(Math.floor(Date.now() / 60_000) * 60);
    const text = time ? `${value}|${seconds}` : value;
    if (last?.text !== text) last = { text, proof: hash(text) };
    return { appsecret_proof: await last.proof, ...(time && { appsecret_time: seconds }) };
  };
  const sign = async (request: GraphRequest, value: string) => {
    const proof = await prove(value);
    keepSecret(request.call, appSecret);
    keepSecret(request.call, proof.appsecret_proof);
    return addProof(request, proof);
  };
  return { token, sign };
}

function addProof(request: GraphRequest, proof: Proof): GraphRequest {
  const { body, headers, url } = request;
  if (body instanceof URLSearchParams || body instanceof FormData) {
    const form = body instanceof FormData ? copyForm(body) : new URLSearchParams(body);
    for (const [name, value] of Object.entries(proof)) form.set(name, value);
    return new GraphRequest(url, { ...request, body: form });
  }
  if (
    typeof body === "string" &&
    /^\{[^]*\}$/.test(body) &&
    headers.get("Content-Type")?.startsWith("application/json")
  ) {
    return new GraphRequest(url, { ...request, body: addToJson(body, proof) });
  }
  return new GraphRequest(`${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(proof)}`, request);
}

/** Adds the proof to the JSON text: parsing it would round long numbers. */
function addToJson(body: string, proof: Proof): string {
  const members = body.slice(0, -1).trimEnd();
  return `${members}${members === "{" ? "" : ","}${JSON.stringify(proof).slice(1)}`;
}

function copyForm(form: FormData): FormData {
  const copy = new FormData();
  for (const [name, value] of form) copy.append(name, value);
  return copy;
}
