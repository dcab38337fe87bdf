import { MediaError } from "@openwaba/media";
import { decodeBase64 } from "./base64.ts";

/** A file that somebody attached in a flow, as a `PhotoPicker` or `DocumentPicker` sends it to the endpoint. */
export interface FlowMedia {
  media_id: string;
  /** Where it is, encrypted, for up to 20 days. */
  cdn_url: string;
  /** A name that a phone chose: never use it as a path. */
  file_name: string;
  /** Keys and hashes, each in Base64. */
  encryption_metadata: {
    /** SHA-256 of the encrypted file. */
    encrypted_hash: string;
    /** Of 16 bytes. */
    iv: string;
    /** Of 32 bytes. */
    encryption_key: string;
    /** Of 32 bytes. */
    hmac_key: string;
    /** SHA-256 of the file. */
    plaintext_hash: string;
  };
}

type Name = keyof FlowMedia["encryption_metadata"];

const sizes: Readonly<Record<Name, number>> = {
  encrypted_hash: 32,
  iv: 16,
  encryption_key: 32,
  hmac_key: 32,
  plaintext_hash: 32,
};

/**
 * The bytes of the metadata.
 *
 * @throws {MediaError} when one is missing or malformed; it names it without its value
 */
export function readMetadata({ encryption_metadata }: FlowMedia): Record<Name, Uint8Array<ArrayBuffer>> {
  const read = (name: Name) => {
    const text: unknown = Object(encryption_metadata)[name];
    const bytes = typeof text === "string" ? decodeBase64(text) : undefined;
    if (bytes?.length === sizes[name]) return bytes;
    const reason = name.endsWith("hash") ? "hash" : "key";
    throw new MediaError(`Cannot download the media: its ${name} is not ${sizes[name]} bytes of Base64`, reason);
  };
  return {
    encrypted_hash: read("encrypted_hash"),
    iv: read("iv"),
    encryption_key: read("encryption_key"),
    hmac_key: read("hmac_key"),
    plaintext_hash: read("plaintext_hash"),
  };
}
