/** A file that cannot be sent, or that differs from what was announced. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  /**
   * What is wrong with the file: the platform does not accept its `"type"`, it is `"too-large"`, its `"size"` is zero
   * or not the announced one, its `"hash"` does not match, is missing or cannot be read, it was `"changed"` on disk
   * after `openFile` had opened it, or the `"key"` that decrypts media of flows is missing or another one.
   */
  readonly reason: "type" | "too-large" | "size" | "hash" | "changed" | "key";

  constructor(message: string, reason: MediaError["reason"], options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
