import { isGraphError } from "@openwaba/runtime";
import { ask, idIn, textIn } from "./read-json.ts";
import { queryOf } from "./delete-media.ts";
import { hexOf } from "./digest.ts";
import { MediaError } from "./media-error.ts";
import { isHeaderText } from "./media-types.ts";
import { given } from "./options.ts";
import { type Hash, sha256 as pureSha256 } from "./sha256.ts";
import type { TransferClient } from "./transfer-client.ts";
import { verified } from "./verify-stream.ts";
import { type IdleTimeout, idleTimeout } from "./idle-timeout.ts";

/**
 * The file to download: by its id, or as a webhook describes it. With a `url` that is used first; a `media_id` beside
 * it serves to get another one when it has run out.
 */
export type DownloadedMedia = (
  | { media_id: string; url?: string | undefined }
  | { url: string; media_id?: undefined }
) & {
  /** The call fails unless the file belongs to this business phone number. */
  phone_number_id?: string;
  mime_type?: string | undefined;
  /** In hexadecimal digits or in Base64. What is given here and above counts more than what the platform says later. */
  sha256?: string | undefined;
  file_size?: number | string | undefined;
};

export interface DownloadOptions {
  /** Bytes that the file may have. @default 104857600, which is 100 MB */
  maxSize?: number;
  /** Milliseconds without a byte after which the download fails, false for any time. @default 30000 */
  timeout?: number | false;
  /**
   * Whether the bytes are compared with the hash that is known; one that cannot be read, or that the platform leaves
   * out, is an error then. A `url` that is given without a hash has none to compare. @default true
   */
  verify?: boolean;
  /** Makes the hash; `nodeSha256` of `@openwaba/media/node` is ten times as fast. @default SHA-256 in JavaScript */
  hash?: () => Hash;
  /** Name and version of your program; the host may refuse clients without. @default "openwaba/1.0" */
  userAgent?: string;
  /** Ends the download, also while its bytes are read. */
  signal?: AbortSignal;
}

const defaults = {
  maxSize: 100 * 1024 * 1024,
  timeout: 30_000,
  verify: true,
  hash: pureSha256,
  userAgent: "openwaba/1.0",
} satisfies DownloadOptions;

/** A file that arrives. It must be read, or let go by `stream.cancel()`. */
export interface MediaDownload {
  /** Media type, such as `"image/jpeg"`. */
  type: string;
  /** Count of bytes, undefined when nobody said. */
  size: number | undefined;
  /** Hash in hexadecimal digits, undefined when nobody said one that can be read. */
  sha256: string | undefined;
  /**
   * The bytes. It fails with a {@link MediaError} when they are not those that were announced, at the end at the
   * latest: until it has ended well they are not proven.
   */
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** All bytes, proven; instead of `stream`. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** All bytes, proven, with their type; instead of `stream`. */
  blob(): Promise<Blob>;
}

/**
 * Downloads a file that somebody sent, or that was uploaded: asks for its address, then for its bytes, and compares
 * their count and hash with what was announced. An address that has run out is renewed once. Redirects are refused.
 *
 * @throws {MediaError} when the file is larger than `maxSize`; from `stream` too, and when it is not what was announced;
 * when its hash is to be compared and not known
 * @throws {GraphError} when the platform or the media host refuses
 * @throws {GraphConnectionError} when the connection breaks or falls silent; from `stream` too
 * @throws {TypeError} when the address is not one of the client's `mediaOrigins`, not even one of the Graph API; nothing
 * is sent there
 * @example
 * const file = await downloadMedia(client, { media_id: image.id });
 * await saveMedia(file, "harbour.jpg"); // of @openwaba/media/node
 */
export async function downloadMedia(
  client: TransferClient,
  media: DownloadedMedia,
  options: DownloadOptions = {},
): Promise<MediaDownload> {
  const { maxSize, timeout, verify, hash, userAgent, signal } = { ...defaults, ...given(options) };
  const path = "/{media_url}";
  const action = `Cannot GET ${path}`;
  if (!(maxSize >= 0)) throw new TypeError(`${action}: maxSize must be a count of bytes, not ${maxSize}`);
  if (!isHeaderText(userAgent)) throw new TypeError(`${action}: userAgent must be printable ASCII`);
  const idle = idleTimeout(action, timeout, signal);
  idle.start();
  try {
    const request = { path, onlyMedia: true, headers: { "User-Agent": userAgent }, signal: idle.signal };
    const own = readDescription(media, verify);
    const fetchBytes = async (known: Description & { url: string }) => {
      checkAnnounced(known.size, maxSize);
      return { known, response: await idle.run(() => client.fetch(known.url, request)) };
    };
    const lookUp = async () => {
      const found = { ...(await describe(client, media, verify, idle)), ...given(own) };
      if (!verify || found.sha256 !== undefined) return found;
      throw new MediaError("Cannot download the file: its sha256 is missing, and verify is not false", "hash");
    };
    const first = media.url ? { ...own, url: String(media.url) } : await lookUp();
    const { known, response } = await fetchBytes(first).catch(async (error: unknown) => {
      if (media.media_id === undefined || !isGraphError(error) || error.status !== 404) throw error;
      return fetchBytes(await lookUp());
    });
    idle.pause();
    const type = known.type ?? response.headers.get("Content-Type") ?? "application/octet-stream";
    const { size, sha256 } = known;
    const digest = verify && sha256 !== undefined ? { expected: sha256, hash: hash() } : undefined;
    const stream = verified(response.body, { size, maxSize, digest, idle: idle });
    return {
      type,
      size,
      sha256,
      stream,
      bytes: async () => new Uint8Array(await new Response(stream).arrayBuffer()),
      blob: async () => new Blob([await new Response(stream).arrayBuffer()], { type }),
    };
  } catch (error) {
    idle.stop();
    throw error;
  }
}

interface Description {
  type: string | undefined;
  size: number | undefined;
  sha256: string | undefined;
}

async function describe(
  client: TransferClient,
  { media_id, phone_number_id }: DownloadedMedia,
  verify: boolean,
  idle: IdleTimeout,
) {
  const path = "/{media_id}";
  const action = `Cannot GET ${path}`;
  const answer = await ask(client, `/${idIn(media_id, "media_id", action)}${queryOf(phone_number_id)}`, {
    path,
    idle,
  });
  return { url: textIn(answer, "url", action), ...readDescription(answer, verify) };
}

function readDescription({ mime_type, sha256, file_size }: Record<string, unknown>, verify: boolean): Description {
  const isSize = typeof file_size === "number" || typeof file_size === "string"; // text on some pages
  return {
    type: typeof mime_type === "string" && mime_type && isHeaderText(mime_type) ? mime_type : undefined,
    size: isSize && /^\d+$/.test(String(file_size)) ? Number(file_size) : undefined,
    sha256: sha256 === undefined || sha256 === null ? undefined : readDigest(sha256, verify),
  };
}

function readDigest(digest: unknown, isNeeded: boolean): string | undefined {
  try {
    return hexOf(digest);
  } catch (error) {
    if (isNeeded) throw error;
    return undefined;
  }
}

function checkAnnounced(size: number | undefined, maxSize: number): void {
  if (size === undefined || size <= maxSize) return;
  throw new MediaError(`Cannot download the file: it has ${size} bytes, at most ${maxSize} are wanted`, "too-large");
}
