// a separate process: `node changed-file.test-support.ts uploadMedia before` prints the results of uploads of a file
// that changes before they begin, or while they run
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NetworkFetch } from "@openwaba/runtime";
import type { MediaError } from "./media-error.ts";
import { useSources } from "./sources.test-support.ts";

useSources();
const { createMediaClient, uploadMedia, uploadResumable } = await import("./index.ts");
const { openFile, streamingFetch } = await import("./node.ts");

const folder = mkdtempSync(join(tmpdir(), "media-"));
const path = join(folder, "menu.pdf");
const bytes = new Uint8Array(20_000_000); // more than a connection holds

const changes: Record<string, () => void> = {
  grows: () => appendFileSync(path, "a"),
  shrinks: () => truncateSync(path, bytes.length - 1),
  "is emptied": () => truncateSync(path),
  "is written again": () => writeFileSync(path, bytes.fill(1)),
  vanishes: () => rmSync(path),
  "is replaced": () => {
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  },
};

/** Called once the first bytes of an upload arrive, by the number of the upload, which its path begins with. */
const pending = new Map<string, () => void>();
const server = createServer((request, response) => {
  if (request.url?.includes("/uploads?")) return void response.end('{"id":"upload:a?sig=b"}');
  if (request.method === "GET") return void response.end('{"file_offset":0}');
  const [, number = ""] = request.url?.split("/") ?? [];
  request.on("data", () => {
    pending.get(number)?.();
    pending.delete(number);
  });
  request.on("error", () => undefined).on("end", () => response.end('{"id":"1","h":"4:"}'));
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function upload(fetch: NetworkFetch, number: number, change: () => void): Promise<string> {
  writeFileSync(path, bytes.fill(0));
  const client = createMediaClient({ auth: "EAAB", baseUrl: `${origin}/${number}`, fetch });
  const file = await openFile(path);
  if (process.argv[3] === "before") change();
  else pending.set(String(number), change);
  const uploading =
    process.argv[2] === "uploadResumable"
      ? uploadResumable(client, { app_id: "670843887433847", file })
      : uploadMedia(client, { phone_number_id: "108110225544001", file });
  return uploading.then(JSON.stringify, ({ name, reason, message }: MediaError) => `${name} ${reason}: ${message}`);
}

for (const [number, [name, change]] of Object.entries(changes).entries()) {
  console.log(`${name}: ${await upload(fetch, number, change)}`);
}
console.log(`stays: ${await upload(streamingFetch, Object.keys(changes).length, () => undefined)}`);
rmSync(folder, { recursive: true });
server.close();
server.closeAllConnections();
