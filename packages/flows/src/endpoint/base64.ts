type Bytes = Uint8Array<ArrayBuffer>;

const form = /^[A-Za-z0-9+/]*={0,2}$/; // atob() also accepts whitespace
const maxArguments = 8192; // of one call of fromCharCode; with more it is slower

/** The bytes of standard Base64; undefined for anything else. */
export function decodeBase64(text: string): Bytes | undefined {
  if (text.length % 4 !== 0 || !form.test(text)) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  return bytes;
}

export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += maxArguments) {
    // the types do not know that a typed array will do
    const codes = bytes.subarray(start, start + maxArguments) as unknown as number[];
    binary += String.fromCharCode.apply(undefined, codes);
  }
  return btoa(binary);
}
