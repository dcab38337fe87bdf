// a separate process: node --expose-gc transfer.memory.test-support.ts '{"url":…}' prints what a transfer took
import { useSources } from "./sources.test-support.ts";

/** The task of the process. */
export interface Transfer {
  how: "stream" | "file" | "resumable" | "download";
  url: string;
  mediaUrl: string;
  accessToken: string;
  /** Bytes to upload. */
  size: number;
  /** File to upload. */
  path: string;
  media_id: string;
}

/** The result. */
export interface Measured {
  /** Id or handle of the file, or count of bytes that arrived. */
  result: string;
  /** Megabytes of memory of the process, at most. */
  resident: number;
  /** Megabytes of heap and buffers that were in use, at most; garbage is collected before each sample. */
  used: number;
}

useSources();
const { createMediaClient, downloadMedia, uploadMedia, uploadResumable } = await import("./index.ts");
const { openFile, streamingFetch } = await import("./node.ts");
const phone_number_id = "108110225544001";
const transfer = JSON.parse(String(process.argv[2])) as Transfer;
const { how, url: baseUrl, mediaUrl, accessToken: auth, size, path, media_id } = transfer;
const client = createMediaClient({ auth, baseUrl, mediaOrigins: [mediaUrl], fetch: streamingFetch });
const peak = { resident: 0, used: 0 };
const sampling = setInterval(sample, 20);

function sample(): void {
  peak.resident = Math.max(peak.resident, process.memoryUsage.rss());
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  peak.used = Math.max(peak.used, heapUsed + external);
}

function zeros(): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      const piece = new Uint8Array(Math.min(65_536, left));
      left -= piece.length;
      controller.enqueue(piece);
    },
  });
}

async function run(): Promise<string> {
  const type = "application/pdf";
  if (how === "stream") return (await uploadMedia(client, { phone_number_id, file: zeros(), size, type })).id;
  if (how === "file") return (await uploadMedia(client, { phone_number_id, file: await openFile(path) })).id;
  if (how === "resumable") {
    return (await uploadResumable(client, { app_id: "670843887433847", file: await openFile(path) })).h;
  }
  let count = 0;
  for await (const chunk of (await downloadMedia(client, { media_id })).stream) count += chunk.length;
  return String(count);
}

const result = await run();
sample();
clearInterval(sampling);
const megabyte = 1_048_576;
const { resident, used } = peak;
const measured: Measured = { result, resident: Math.round(resident / megabyte), used: Math.round(used / megabyte) };
console.log(JSON.stringify(measured));
