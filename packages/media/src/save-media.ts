import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { MediaDownload } from "./download-media.ts";

/**
 * Writes a download to `path` once all of its bytes are verified. Until then they are in a hidden file beside it, which
 * is removed when anything fails: the file is written whole or not at all, and an existing one stays unchanged.
 *
 * @throws {MediaError} when the bytes differ from what was announced
 * @throws {GraphConnectionError} when the connection breaks or exceeds the idle timeout
 * @throws {Error} when the file cannot be written
 * @example
 * await saveMedia(await downloadMedia(client, { media_id: image.id }), "harbour.jpg");
 */
export async function saveMedia({ stream }: Pick<MediaDownload, "stream">, path: string): Promise<void> {
  const part = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writeFile(part, stream, { flag: "wx", flush: true });
    await rename(part, path);
  } catch (error) {
    stream.cancel(error).catch(() => undefined); // the stream itself may have failed
    await rm(part, { force: true });
    throw error;
  }
}
