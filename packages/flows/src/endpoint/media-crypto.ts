import type { Hash } from "@openwaba/media";
import { sha256 } from "@openwaba/media/transfer";

export { sha256 };

type Bytes = Uint8Array<ArrayBuffer>;

/** Decrypts piece by piece. */
export interface Decipher {
  update(bytes: Bytes): Bytes | Promise<Bytes>;
  /** The last bytes. Rejects when their padding is wrong. */
  final(): Bytes | Promise<Bytes>;
}

const blockSize = 16; // of AES
const hashBlockSize = 64; // of SHA-256

/** HMAC-SHA256 as in RFC 2104, as WebCrypto has none that is incremental; `key` has 64 bytes at most. */
export function hmacSha256(key: Bytes): Hash {
  const paddedWith = (pad: number) => Uint8Array.from({ length: hashBlockSize }, (_, index) => (key[index] ?? 0) ^ pad);
  const inner = sha256();
  inner.update(paddedWith(0x36));
  return {
    update: (bytes) => inner.update(bytes),
    hex() {
      const outer = sha256();
      outer.update(paddedWith(0x5c));
      outer.update(bytesOf(inner.hex()));
      return outer.hex();
    },
  };
}

/** AES-CBC with PKCS#7 padding, by WebCrypto. */
export function cbcDecipher(key: Bytes, iv: Bytes): Decipher {
  const importing = crypto.subtle.importKey("raw", key, "AES-CBC", false, ["encrypt", "decrypt"]);
  importing.catch(() => undefined); // whoever awaits it hears that
  let previous = iv;
  let rest: Bytes = new Uint8Array();

  async function decrypt(bytes: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: previous }, await importing, bytes));
  }

  return {
    async update(bytes) {
      const waiting = join(rest, bytes);
      // the last block stays, as it has the padding
      const end = Math.max(0, Math.ceil(waiting.length / blockSize) - 1) * blockSize;
      rest = waiting.slice(end);
      if (end === 0) return new Uint8Array();
      const last = waiting.slice(end - blockSize, end);
      // WebCrypto removes a padding, so one is added: a whole block of it, encrypted as the next one
      const padding = await crypto.subtle.encrypt({ name: "AES-CBC", iv: last }, await importing, new Uint8Array());
      const decrypted = await decrypt(join(waiting.subarray(0, end), new Uint8Array(padding)));
      previous = last;
      return decrypted;
    },
    final: () => decrypt(rest),
  };
}

function join(first: Uint8Array, second: Uint8Array): Bytes {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function bytesOf(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
