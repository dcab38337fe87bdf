const initial = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
/** Computed at first use. */
let constants: Int32Array | undefined;

/** SHA-256 of a text in hex, synchronously: WebCrypto only returns a promise. */
export function sha256(text: string): string {
  constants ??= Int32Array.from(primes(64), (prime) => ((Math.cbrt(prime) % 1) * 2 ** 32) | 0);
  const message = pad(new TextEncoder().encode(text));
  const state = Int32Array.from(initial);
  const words = new Int32Array(64);
  for (let start = 0; start < message.byteLength; start += 64) {
    for (let index = 0; index < 16; index++) words[index] = message.getInt32(start + 4 * index);
    mix(state, words, constants);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** Adds a one, zeros, and the length in bits, up to a whole number of blocks. */
function pad(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

/** Adds one block to the state; the first 16 words are the block. */
function mix(state: Int32Array, words: Int32Array, round: Int32Array): void {
  for (let index = 16; index < 64; index++) {
    const early = at(words, index - 15);
    const late = at(words, index - 2);
    const spread =
      (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
    words[index] = at(words, index - 16) + at(words, index - 7) + spread;
  }
  // the eight variables of the standard as a ring buffer: each round rotates them by one
  const ring = Int32Array.from(state);
  for (let index = 0; index < 64; index++) {
    const place = (variable: number) => (variable - index) & 7;
    const a = at(ring, place(0));
    const e = at(ring, place(4));
    const choice = (e & at(ring, place(5))) ^ (~e & at(ring, place(6)));
    const majority = (a & at(ring, place(1))) ^ (a & at(ring, place(2))) ^ (at(ring, place(1)) & at(ring, place(2)));
    const one =
      (at(ring, place(7)) + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(round, index) + at(words, index)) |
      0;
    ring[place(3)] = at(ring, place(3)) + one;
    ring[place(7)] = one + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
  }
  for (let index = 0; index < 8; index++) state[index] = at(state, index) + at(ring, index);
}

function at(list: Int32Array, index: number): number {
  return list[index] as number;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
