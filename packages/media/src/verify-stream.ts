import { GraphConnectionError } from "@openwaba/runtime";
import { MediaError } from "./media-error.ts";
import type { Hash } from "./sha256.ts";
import type { IdleTimeout } from "./idle-timeout.ts";

export interface Expectation {
  /** Start of the message of a lost connection, such as `Cannot GET /{media_url}`. */
  action: string;
  /** Size in bytes, undefined when it is not known. */
  size: number | undefined;
  maxSize: number;
  /** Undefined when the hash is not to be compared. */
  digest: { expected: string; hash: Hash } | undefined;
  idle: IdleTimeout;
}

/** Passes the body of a response through; fails when its bytes are not the expected ones. */
export function verified(
  body: ReadableStream<Uint8Array> | null,
  { action, size, maxSize, digest, idle }: Expectation,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = (body ?? new Response("").body)?.getReader();
  let count = 0;

  async function read(): Promise<Uint8Array | undefined> {
    idle.start();
    try {
      const { done, value } = (await idle.run(async () => reader?.read())) ?? { done: true };
      if (!done) return value;
    } catch (error) {
      throw idle.signal.aborted ? idle.signal.reason : new GraphConnectionError(action, error);
    } finally {
      idle.pause();
    }
  }

  /** What is wrong with the file after these bytes, or at its end. */
  function problemAfter(value: Uint8Array | undefined): MediaError | undefined {
    const fail = (problem: string, reason: MediaError["reason"]) =>
      new MediaError(`Cannot download the file: ${problem}`, reason);
    count += value?.length ?? 0;
    if (count > maxSize) return fail(`it has more bytes than the maxSize of ${maxSize}`, "too-large");
    if (size !== undefined && (value ? count > size : count < size)) {
      return fail(`it has ${value ? "more than" : `${count} of`} the ${size} bytes that were announced`, "size");
    }
    if (value) digest?.hash.update(value);
    else if (digest && digest.hash.hex() !== digest.expected)
      return fail("its hash does not match the announced one", "hash");
    return undefined;
  }

  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const value = await read();
          const problem = problemAfter(value);
          if (problem) throw problem;
          if (value) return controller.enqueue(value as Uint8Array<ArrayBuffer>);
          idle.stop();
          controller.close();
        } catch (error) {
          idle.stop();
          controller.error(error);
          reader?.cancel(error).catch(() => undefined); // the stream itself may have failed
        }
      },
      async cancel(reason) {
        idle.stop();
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
