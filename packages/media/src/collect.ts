import { readBytes } from "./file-body.ts";
import { checkSize, type MediaKind } from "./media-types.ts";
import type { IdleTimeout } from "./idle-timeout.ts";

/** Reads a whole stream; stops once it exceeds the limit of its kind. */
export async function collect(stream: ReadableStream<Uint8Array>, kind: MediaKind, idle: IdleTimeout): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream.getReader();
  try {
    for (let size = 0; ;) {
      idle.start();
      const value = await idle.run(() => readBytes(reader));
      if (!value) return new Blob(chunks);
      size += value.length;
      if (size > 0) checkSize(kind, size);
      chunks.push(new Uint8Array(value)); // the source may reuse its buffer
    }
  } catch (error) {
    reader.cancel(error).catch(() => undefined); // the stream itself may have failed
    throw error;
  } finally {
    idle.pause();
  }
}
