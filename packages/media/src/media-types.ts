import { kinds } from "./generated/media-types.ts";
import { MediaError } from "./media-error.ts";

/** A kind of media, with the limit and types that the platform accepts. */
export interface MediaKind {
  kind: "audio" | "document" | "image" | "sticker" | "video";
  /** Limit of such a file in bytes. */
  maxSize: number;
  /** Media types, without parameters. */
  types: readonly string[];
}

/**
 * What may be uploaded, according to Meta's page on supported media. The page does not define MB: here it is 1 048 576
 * bytes, so that nothing is rejected that the platform might accept. A static sticker may have only 100 KB.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export const mediaKinds: readonly MediaKind[] = kinds;

/**
 * Finds the kind of a media type such as `audio/ogg; codecs=opus`.
 *
 * @throws {MediaError} when the type is not allowed
 */
export function kindOf(type: string): MediaKind {
  if (!isHeaderText(type)) {
    throw new MediaError("Cannot upload the file: its type must be printable ASCII without line breaks", "type");
  }
  const bare = type.split(";")[0]?.trim().toLowerCase() ?? "";
  const found = mediaKinds.find(({ types }) => types.includes(bare));
  if (found) return found;
  const allowed = mediaKinds.flatMap(({ types }) => types).join(", ");
  throw new MediaError(`Cannot upload the file: its type is ${bare || "not known"}, allowed are ${allowed}`, "type");
}

/** Whether a text may be sent in a header: printable ASCII. */
export function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/**
 * @throws {MediaError} when a file of this kind is larger than allowed, or empty
 * @throws {TypeError} when `size` is not a count of bytes
 */
export function checkSize({ kind, maxSize }: MediaKind, size: number): void {
  if (!Number.isInteger(size) || size < 0)
    throw new TypeError(`Cannot upload the file: size must be a count of bytes, not ${size}`);
  if (size === 0) throw new MediaError("Cannot upload the file: it is empty", "size");
  if (size <= maxSize) return;
  const an = /^[ai]/.test(kind) ? "an" : "a";
  throw new MediaError(
    `Cannot upload the file: ${an} ${kind} may have at most ${maxSize} bytes, it has ${size}`,
    "too-large",
  );
}
