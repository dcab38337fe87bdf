/** What one sandbox keeps and accepts at most, so that it can run for weeks under load. The README lists these limits. */
export const limits = {
  /** Entries of one kind: calls, files, addresses of files, tokens and so on. The oldest is dropped. */
  entries: 10_000,
  /** Partners of one pre-verified number. The oldest is dropped. */
  partners: 1000,
  /** Bytes of all files together. The oldest is dropped. */
  fileBytes: 512 * 1_048_576, // 512 MB
  /** Characters of all templates together. The oldest is dropped. */
  templateCharacters: 64 * 1_048_576,
  /** Bytes of a body that is text: JSON, a form without files, a batch. */
  textBytes: 1_048_576, // 1 MB
  /** Bytes of a body with a file: the largest file is 100 MB. */
  formBytes: 101 * 1_048_576, // 101 MB
  /** Characters of the address of a call in a batch, which is what an HTTP request has room for. */
  addressCharacters: 16_384,
  /** Levels of nested values in JSON, and of braces in `fields`. */
  depth: 100,
} as const;
