import { isGraphError } from "@openwaba/runtime";
import { ask, textIn, type TransferClient } from "./read-json.ts";
import { hexOf } from "./digest.ts";
import { MediaError } from "./media-error.ts";
import { isHeaderText } from "./media-types.ts";
import { given } from "./options.ts";
import { type Hash, sha256 as pureSha256 } from "./sha256.ts";
import { idIn, queryOf } from "./url.ts";
import { verified } from "./verify-stream.ts";
import { type IdleTimeout, idleTimeout } from "./idle-timeout.ts";

/**
 * The file to download: by its id, or as a webhook describes it. A `url` is tried first; with a `media_id` it is
 * renewed when it has expired.
 */
export type DownloadedMedia = (
  | { media_id: string; url?: string | undefined }
  | { url: string; media_id?: undefined }
) & {
  /** The call fails unless the file belongs to this business phone number. */
  phone_number_id?: string;
  mime_type?: string | undefined;
  /** In hexadecimal digits or in Base64. Values given here take precedence over the metadata of the platform. */
  sha256?: string | undefined;
  file_size?: number | string | undefined;
};

export interface DownloadOptions {
  /** Limit of the file in bytes. @default 104857600, which is 100 MB */
  maxSize?: number;
  /** Idle timeout: the download fails after this many ms without a byte; `false` for no limit. @default 30000 */
  timeout?: number | false;
  /**
   * Whether the bytes are compared with the known hash; a hash that cannot be read, or that is missing in the
   * platform's metadata, is then an error. A `url` without a hash is not compared. @default true
   */
  verify?: boolean;
  /** Creates the hash; `nodeSha256` of `@openwaba/media/node` is ten times as fast. @default SHA-256 in JavaScript */
  hash?: () => Hash;
  /** Name and version of your program; the host may reject clients without it. @default "openwaba/1.0" */
  userAgent?: string;
  /** Aborts the download, also while its bytes are read. */
  signal?: AbortSignal;
}

const defaults = {
  maxSize: 100 * 1024 * 1024,
  timeout: 30_000,
  verify: true,
  hash: pureSha256,
  userAgent: "openwaba/1.0",
} satisfies DownloadOptions;

/** A download: read it to the end or cancel its stream. */
export interface MediaDownload {
  /** Media type, such as `"image/jpeg"`. */
  type: string;
  /** Size in bytes, undefined when it is not known. */
  size: number | undefined;
  /** SHA-256 in hexadecimal digits, undefined when it is not known or cannot be read. */
  sha256: string | undefined;
  /**
   * The bytes. It fails with a {@link MediaError} when they differ from what was announced, at the latest at the end:
   * until it has ended without an error they are not verified.
   */
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** All bytes, verified; instead of `stream`. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** All bytes, verified, with their type; instead of `stream`. */
  blob(): Promise<Blob>;
}

/**
 * Downloads a received or uploaded file: requests its URL, then its bytes, and compares their count and hash with what
 * was announced. An expired URL is renewed once. Redirects are rejected.
 *
 * @throws {MediaError} when the file is larger than `maxSize`, also from `stream`; from `stream` when the file differs
 * from what was announced; when its hash is to be compared but not known
 * @throws {GraphError} when the platform or the media host responds with an error
 * @throws {GraphConnectionError} when the connection breaks or exceeds the idle timeout; also from `stream`
 * @throws {TypeError} when the URL does not belong to the client's `mediaOrigins`, even if it is one of the Graph API;
 * nothing is sent there
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
    const stream = verified(response.body, { action, size, maxSize, digest, idle });
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
  throw new MediaError(
    `Cannot download the file: it has ${size} bytes, more than the maxSize of ${maxSize}`,
    "too-large",
  );
}
