// for Node, Bun and Deno: only this file and its imports need node: modules
import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import type { NetworkFetch } from "@openwaba/runtime";
import { DiskFile, versionOf } from "./disk-file.ts";
import { typeOfExtension } from "./generated/media-types.ts";
import type { Hash } from "./sha256.ts";

export { saveMedia } from "./save-media.ts";

/**
 * Opens a file on disk, which is read only while it is uploaded. It keeps its name; the extension gives its type.
 *
 * It is meant for `uploadMedia` and `uploadResumable`. Pass its bytes to other calls: `fetch` of Node 24 cannot handle
 * a file in a `FormData` that changes while it is sent.
 *
 * @param type Media type, for extensions other than those of files that may be uploaded
 * @throws {Error} when the file does not exist, or is not a file, such as a folder
 * @throws {MediaError} from reading it, when the file has changed or vanished since
 * @example
 * const { id } = await uploadMedia(client, { phone_number_id, file: await openFile("menu.pdf") });
 */
export async function openFile(path: string, type?: string): Promise<File> {
  const known = new Map(Object.entries(typeOfExtension)).get(extname(path).toLowerCase());
  const absolute = resolve(path); // the working directory may change
  const stats = await stat(absolute, { bigint: true });
  if (!stats.isFile()) throw new Error(`Cannot open ${path}: it is not a file`);
  const content = await openAsBlob(absolute, { type: type ?? known ?? "" });
  return new DiskFile(content, basename(absolute), { path: absolute, version: versionOf(stats) });
}

/**
 * The global `fetch` for clients that upload long files: Node's own keeps a copy of every body in case of a redirect,
 * which is never followed here. With `streamingFetch` a redirect of an upload counts as a lost connection.
 *
 * @example
 * const client = createMediaClient({ auth: accessToken, fetch: streamingFetch });
 */
export const streamingFetch: NetworkFetch = (url, init) => {
  const isLong = init.body !== undefined && init.body !== null && typeof init.body !== "string";
  return fetch(url, isLong ? { ...init, redirect: "error" } : init);
};

/** SHA-256 by Node, for the option `hash` of `downloadMedia`. */
export function nodeSha256(): Hash {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
}
