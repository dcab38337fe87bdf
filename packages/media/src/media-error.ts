/** A file that cannot be sent, or that differs from what was announced. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  /**
   * What is wrong with the file: the platform does not accept its `"type"`, it is `"too-large"`, its `"size"` is zero
   * or not the announced one, its `"hash"` does not match, is missing or cannot be read, or it was `"changed"` on disk
   * after `openFile` had opened it.
   */
  readonly reason: "type" | "too-large" | "size" | "hash" | "changed";

  constructor(message: string, reason: MediaError["reason"], options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
