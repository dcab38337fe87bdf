export interface Pem {
  /** `PRIVATE KEY` */
  label: string;
  /** Base64, after the headers if it has any. */
  content: string;
  isEncrypted: boolean;
  /** The whole PEM, with line breaks. */
  text: string;
}

const form = /-----BEGIN ([A-Z ]+)-----\s+(.+?)\s*-----END \1-----/s;
const maxLength = 65_536; // a key has less than 4,000

/**
 * Finds the private key in PEM. Line breaks may be written as `\n`, as in files of environment variables.
 *
 * @throws {TypeError} when there is none
 */
export function normalizePem(pem: string): Pem {
  const found = pem.length > maxLength ? null : form.exec(pem.replaceAll(/\\r|\r/g, "").replaceAll("\\n", "\n"));
  const [text = "", label = "", body = ""] = found ?? [];
  if (label.endsWith("PUBLIC KEY")) throw new TypeError("it is a public key");
  if (!/^(RSA |ENCRYPTED )?PRIVATE KEY$/.test(label)) throw new TypeError("it is not an RSA private key in PEM");
  const isEncrypted = label === "ENCRYPTED PRIVATE KEY" || body.includes("ENCRYPTED");
  return { label, content: body, isEncrypted, text };
}
