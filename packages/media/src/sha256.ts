/** An incremental hash, which WebCrypto does not have. */
export interface Hash {
  update(bytes: Uint8Array): void;
  /** The hash of all bytes so far, in hexadecimal digits; nothing can be added afterwards. */
  hex(): string;
}

const initial = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/** SHA-256 as in FIPS 180-4. */
export function sha256(): Hash {
  const state = Int32Array.from(initial);
  const words = new Int32Array(64);
  const rounds = roundConstants();
  const rest = new Uint8Array(64);
  let restLength = 0;
  let total = 0;

  function compress(bytes: Uint8Array, start: number): void {
    for (let index = 0, place = start; index < 16; index++, place += 4) {
      const high = ((bytes[place] as number) << 24) | ((bytes[place + 1] as number) << 16);
      words[index] = high | ((bytes[place + 2] as number) << 8) | (bytes[place + 3] as number);
    }
    for (let index = 16; index < 64; index++) {
      const early = words[index - 15] as number;
      const late = words[index - 2] as number;
      const s0 = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
      const s1 = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
      words[index] = ((words[index - 16] as number) + s0 + (words[index - 7] as number) + s1) | 0;
    }
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    let f = state[5] as number;
    let g = state[6] as number;
    let h = state[7] as number;
    for (let index = 0; index < 64; index++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[index] as number) + (words[index] as number)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
    state[4] = (state[4] as number) + e;
    state[5] = (state[5] as number) + f;
    state[6] = (state[6] as number) + g;
    state[7] = (state[7] as number) + h;
  }

  function update(bytes: Uint8Array): void {
    total += bytes.length;
    let start = 0;
    if (restLength > 0) {
      start = Math.min(64 - restLength, bytes.length);
      rest.set(bytes.subarray(0, start), restLength);
      restLength += start;
      if (restLength < 64) return;
      compress(rest, 0);
    }
    for (; start + 64 <= bytes.length; start += 64) compress(bytes, start);
    rest.set(bytes.subarray(start));
    restLength = bytes.length - start;
  }

  return {
    update,
    hex() {
      const length = total;
      const padding = new Uint8Array((restLength < 56 ? 56 : 120) - restLength + 8);
      padding[0] = 0x80;
      const view = new DataView(padding.buffer);
      view.setUint32(padding.length - 8, Math.floor(length / 0x20000000));
      view.setUint32(padding.length - 4, length << 3);
      update(padding);
      return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    },
  };
}

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function roundConstants(): Int32Array {
  const constants: number[] = [];
  for (let candidate = 2; constants.length < 64; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) isPrime &&= candidate % divisor !== 0;
    if (isPrime) constants.push(((Math.cbrt(candidate) % 1) * 0x100000000) | 0);
  }
  return Int32Array.from(constants);
}
