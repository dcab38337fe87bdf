import { cbcDecipher, hmacSha256, sha256 } from "#media-crypto";
import { MediaError } from "@openwaba/media";

type Bytes = Uint8Array<ArrayBuffer>;

export interface MediaKeys {
  iv: Bytes;
  encryption_key: Bytes;
  hmac_key: Bytes;
  plaintext_hash: Bytes;
}

const macSize = 10; // bytes at the end of the file, of the 32 of HMAC-SHA256
const blockSize = 16; // of AES

/**
 * Decrypts a file while it is read. Its end is checked before the last block is returned: the MAC over IV and
 * ciphertext, then padding and hash of the plaintext.
 *
 * @param encrypted Fails by itself when it is not the announced file
 */
export function decryptMedia(
  encrypted: ReadableStream<Bytes>,
  { iv, encryption_key, hmac_key, plaintext_hash }: MediaKeys,
): ReadableStream<Bytes> {
  const reader = encrypted.getReader();
  const mac = hmacSha256(hmac_key);
  mac.update(iv);
  const decipher = cbcDecipher(encryption_key, iv);
  const hash = sha256();
  let held: Bytes = new Uint8Array(); // may be the MAC
  let size = 0;

  async function update(bytes: Bytes): Promise<Bytes> {
    const waiting = new Uint8Array(held.length + bytes.length);
    waiting.set(held);
    waiting.set(bytes, held.length);
    const end = Math.max(0, waiting.length - macSize);
    held = waiting.slice(end);
    const ciphertext = waiting.subarray(0, end);
    size += end;
    mac.update(ciphertext);
    const plaintext = await decipher.update(ciphertext);
    hash.update(plaintext);
    return plaintext;
  }

  async function final(): Promise<Bytes> {
    if (held.length < macSize || size === 0 || size % blockSize !== 0) {
      throw new MediaError("Cannot download the media: it has no whole blocks and a MAC", "size");
    }
    if (mac.hex().slice(0, 2 * macSize) !== hexOf(held)) {
      throw new MediaError("Cannot download the media: its MAC does not match", "hash");
    }
    const plaintext = await lastBlock();
    hash.update(plaintext);
    if (hash.hex() === hexOf(plaintext_hash)) return plaintext;
    throw new MediaError("Cannot download the media: its hash does not match plaintext_hash", "hash");
  }

  async function lastBlock(): Promise<Bytes> {
    try {
      return await decipher.final();
    } catch {
      throw new MediaError("Cannot download the media: its encryption_key is another one", "key");
    }
  }

  return new ReadableStream(
    {
      async pull(controller) {
        try {
          for (let isOpen = true; isOpen;) {
            const { done, value } = await reader.read();
            const plaintext = done ? await final() : await update(value);
            isOpen = !done && plaintext.length === 0;
            if (plaintext.length > 0) controller.enqueue(plaintext);
            if (done) controller.close();
          }
        } catch (error) {
          controller.error(error);
          reader.cancel(error).catch(() => undefined); // the stream itself may have failed
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
