import { sha256 } from "#media-crypto";
import { idleTimeout, verified } from "@openwaba/media/transfer";
import { GraphConnectionError, type NetworkFetch } from "@openwaba/runtime";
import { decryptMedia, hexOf } from "./decrypt-media.ts";
import { type FlowMedia, readMetadata } from "./flow-media.ts";

export interface FlowMediaOptions {
  /** Limit of the encrypted file in bytes, which has up to 26 more than the file. @default 26214426, which is 25 MiB */
  maxSize?: number;
  /** Idle timeout: the download fails after this many ms without a byte; `false` for no limit. @default 30000 */
  timeout?: number | false;
  /** Origins that media may come from besides `https://*.whatsapp.net`; http only on loopback, for tests. @default [] */
  mediaOrigins?: readonly string[];
  /** Sends the request, with the signature of the global `fetch`. @default fetch */
  fetch?: NetworkFetch;
  /** Aborts the download, also while its bytes are read. */
  signal?: AbortSignal;
}

/** A download: read it to the end or cancel its stream. */
export interface FlowMediaDownload {
  /** SHA-256 of the file in hexadecimal digits. */
  sha256: string;
  /**
   * The file, decrypted while it arrives. It fails with a `MediaError` when it is not the file that was attached, at the
   * latest before its last 16 bytes: until it has ended without an error, its bytes are not verified.
   */
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The whole file, verified; instead of `stream`. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

const defaults = {
  maxSize: 26_214_426, // 25 MiB, a block of padding and the MAC
  timeout: 30_000,
  mediaOrigins: [],
  fetch: (url, init) => fetch(url, init),
} satisfies FlowMediaOptions;

const action = "Cannot GET /{cdn_url}";

/**
 * Downloads a file that somebody attached in a flow, and decrypts it. Hash and MAC of the encrypted file and the hash of
 * the file are compared with its metadata. Nothing is sent to other hosts than those of WhatsApp, and no token to any;
 * redirects are rejected. What is in the file remains what a stranger sent.
 *
 * @throws {MediaError} when it is too large, not what was announced, or its metadata is malformed; also from `stream`
 * @throws {GraphConnectionError} when the host responds with an error, such as `HTTP 404` for a file that has expired,
 * or the connection breaks or exceeds the idle timeout; also from `stream`
 * @throws {TypeError} when `cdn_url` is on another host
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/media_upload
 * @example
 * const file = await downloadFlowMedia(event.data.photos[0]);
 * await saveMedia(file, "photo.jpg"); // of @openwaba/media/node
 */
export async function downloadFlowMedia(media: FlowMedia, options: FlowMediaOptions = {}): Promise<FlowMediaDownload> {
  const { maxSize, timeout, mediaOrigins, fetch: send, signal } = { ...defaults, ...options };
  if (!(maxSize > 0)) throw new TypeError(`${action}: maxSize must be a count of bytes, not ${maxSize}`);
  const url = readUrl(media.cdn_url, mediaOrigins);
  const { encrypted_hash, ...keys } = readMetadata(media);
  const idle = idleTimeout(action, timeout, signal);
  idle.start();
  try {
    const response = await idle.run(() => request(url, send, idle.signal));
    idle.pause();
    const digest = { expected: hexOf(encrypted_hash), hash: sha256() };
    const encrypted = verified(response.body, { action, size: undefined, maxSize, digest, idle });
    const stream = decryptMedia(encrypted, keys);
    return {
      sha256: hexOf(keys.plaintext_hash),
      stream,
      bytes: async () => new Uint8Array(await new Response(stream).arrayBuffer()),
    };
  } catch (error) {
    idle.stop();
    throw error;
  }
}

async function request(url: string, send: NetworkFetch, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    // the host may reject clients without a name
    response = await send(url, { headers: { "User-Agent": "openwaba/1.0" }, redirect: "manual", signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : new GraphConnectionError(action, error);
  }
  if (response.ok) return response;
  response.body?.cancel().catch(() => undefined); // it may have failed
  throw new GraphConnectionError(action, `HTTP ${response.status}`);
}

/** A phone sent the URL: it must not lead to a server of the network that the endpoint is in. */
function readUrl(text: unknown, mediaOrigins: readonly string[]): string {
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new TypeError(`${action}: cdn_url is not a URL`);
  const isPlatform = url.protocol === "https:" && url.hostname.endsWith(".whatsapp.net") && url.port === "";
  if (url.username || url.password || !(isPlatform || mediaOrigins.map(readOrigin).includes(url.origin))) {
    throw new TypeError(`${action}: its host is neither one of WhatsApp nor in mediaOrigins`);
  }
  return url.href;
}

function readOrigin(text: string): string {
  const { protocol, hostname, origin } = new URL(URL.canParse(text) ? text : "invalid:");
  if (protocol === "https:" || (protocol === "http:" && /^(localhost|\[::1]|127(\.\d+){3})$/.test(hostname)))
    return origin;
  throw new TypeError(`${action}: mediaOrigins must be https, or http on loopback`);
}
