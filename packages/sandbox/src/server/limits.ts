/** Limits on what one sandbox keeps and accepts, so that it can run for weeks under load. The README lists them. */
export const limits = {
  /** Entries of one kind: calls, files, file URLs, tokens and so on. The oldest is dropped. */
  entries: 10_000,
  /** Partners of one pre-verified number. The oldest is dropped. */
  partners: 1000,
  /** Bytes of all files together. The oldest is dropped. */
  fileBytes: 512 * 1_048_576, // 512 MB
  /** Characters of the bodies of all calls. The oldest call is dropped. */
  callCharacters: 64 * 1_048_576,
  /** Bytes of a body that is text: JSON, a form without files, a batch. */
  textBytes: 1_048_576, // 1 MB
  /** Bytes of a body with a file: the largest file is 100 MB. */
  formBytes: 101 * 1_048_576, // 101 MB
  /** Bytes of a snapshot over HTTP. */
  snapshotBytes: 256 * 1_048_576, // 256 MB
  /** Characters of the URL of a call in a batch: the limit of Node.js for the headers of a request. */
  addressCharacters: 16_384,
  /** Levels of nested values in JSON, and of braces in `fields`. */
  depth: 100,
} as const;
