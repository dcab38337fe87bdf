/** A file that cannot be sent, or one that did not arrive as it was announced. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  /**
   * What is wrong: its `"type"` is none that the platform takes, it is `"too-large"`, it has another `"size"` than was
   * announced, its `"hash"` is another one, or it was `"changed"` on disk after `openFile` had opened it.
   */
  readonly reason: "type" | "too-large" | "size" | "hash" | "changed";

  constructor(message: string, reason: MediaError["reason"], options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
