import { MediaError } from "./media-error.ts";

/**
 * Converts a SHA-256 to hexadecimal digits; the platform sends either these or Base64.
 *
 * @throws {MediaError} when it is neither
 */
export function hexOf(digest: unknown): string {
  const text = typeof digest === "string" ? digest : "";
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  if (!/^[\w+/-]{43}=?$/.test(text)) {
    throw new MediaError("Cannot download the file: its sha256 is neither 64 hexadecimal digits nor Base64", "hash");
  }
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
