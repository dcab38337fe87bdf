/** A file that cannot be sent, or one that did not arrive as it was announced. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  /**
   * What is wrong: its `"type"` is none that the platform takes, it is `"too-large"`, it has another `"size"` than was
   * announced, or its `"hash"` is another one.
   */
  readonly reason: "type" | "too-large" | "size" | "hash";

  constructor(message: string, reason: MediaError["reason"]) {
    super(message);
    this.reason = reason;
  }
}
