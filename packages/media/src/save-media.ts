import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { MediaDownload } from "./download-media.ts";

/**
 * Writes a download to `path` once all of its bytes are proven. Until then they lie in a hidden file beside it, which
 * goes away when anything fails: there is the whole file or none, and one that was there before stays as it was.
 *
 * @throws {MediaError} when the bytes are not those that were announced
 * @throws {GraphConnectionError} when the connection breaks or falls silent
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
    stream.cancel(error).catch(() => undefined); // it may have failed itself
    await rm(part, { force: true });
    throw error;
  }
}
