import { GraphConnectionError, isGraphError } from "@openwaba/runtime";
import { idIn, readAnswer } from "./answer.ts";
import { canStream, counted, describeFile, type FileContent, toBlob } from "./file-body.ts";
import { MediaError } from "./media-error.ts";
import { sleep } from "./sleep.ts";
import type { TransferClient } from "./transfer-client.ts";
import { watch } from "./watch.ts";

/** A file for a template or a profile. */
export interface ResumableFile {
  /** App that the access token belongs to. */
  app_id: string;
  /** It is read again from where a connection broke, so it cannot be a stream. */
  file: FileContent;
  /** @default the name of the File */
  file_name?: string;
  /** @default that of the Blob or File */
  file_type?: (typeof resumableTypes)[number];
}

/** Media types that upload sessions take. */
export const resumableTypes = ["application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"] as const;

export interface ResumableOptions {
  /** Told how many bytes were handed to the network; after a broken connection it starts again where the platform does. */
  onProgress?: (progress: { sent: number; total: number }) => void;
  /** Attempts in a row that may fail without a further byte arriving. @default 5 */
  attempts?: number;
  /** Longest wait before the second attempt, in milliseconds; it doubles with each further one. @default 500 */
  delay?: number;
  /** Milliseconds without a byte sent after which an attempt counts as failed, false for any time. @default 60000 */
  timeout?: number | false;
  /** Ends the upload, also while it waits. */
  signal?: AbortSignal;
}

const defaults = { attempts: 5, delay: 500, timeout: 60_000 } satisfies ResumableOptions;

const sessionPath = "/{upload_session_id}";

/**
 * Uploads a file to a session and answers its handle `h`, which serves as the sample in a template's header or as the
 * picture of a profile. After a broken connection or a passing refusal it asks how far the upload got and goes on there.
 *
 * @throws {MediaError} when the file is empty, or of a type that is not taken, see {@link resumableTypes}
 * @throws {GraphError} when the platform refuses for good
 * @throws {GraphConnectionError} when too many attempts in a row failed
 * @example
 * const { h } = await uploadResumable(client, { app_id, file, file_name: "menu.pdf", file_type: "application/pdf" });
 */
export async function uploadResumable(
  client: TransferClient,
  upload: ResumableFile,
  options: ResumableOptions = {},
): Promise<{ h: string }> {
  const { attempts, delay, timeout, onProgress, signal } = { ...defaults, ...options };
  if (!(attempts >= 1)) throw new TypeError(`Cannot upload the file: attempts must be at least 1, not ${attempts}`);
  const { blob, name, type } = read(upload);
  const session = await open(client, { app_id: upload.app_id, name, type, size: blob.size, signal });
  let reached = 0;
  let isSure = true;
  for (let failed = 0; ; ) {
    try {
      if (!isSure) {
        const offset = await findOffset(client, session, blob.size, signal);
        if (offset > reached) failed = 0;
        reached = offset;
        isSure = true;
      }
      return await send(client, session, { blob, start: reached, timeout, onProgress, signal });
    } catch (error) {
      failed++;
      if (signal?.aborted || !isPassing(error) || failed >= attempts) throw error;
      await sleep(Math.random() * delay * 2 ** (failed - 1), signal);
      isSure = false;
    }
  }
}

function read({ file, ...named }: ResumableFile): { blob: Blob; name: string; type: string } {
  const known = describeFile(file);
  const { file_type: type = known.type ?? "", file_name: name = known.filename } = named;
  if (!resumableTypes.some((taken) => taken === type)) {
    const problem = `its type is ${type || "not known"}, allowed are ${resumableTypes.join(", ")}`;
    throw new MediaError(`Cannot upload the file: ${problem}`, "type");
  }
  if (!name) throw new TypeError("Cannot upload the file: file_name is missing");
  const blob = toBlob(file, type);
  if (blob.size === 0) throw new MediaError("Cannot upload the file: it is empty", "size");
  return { blob, name, type };
}

interface Opened {
  app_id: string;
  name: string;
  type: string;
  size: number;
  signal: AbortSignal | undefined;
}

async function open(client: TransferClient, { app_id, name, type, size, signal }: Opened): Promise<string> {
  const path = "/{application_id}/uploads";
  const action = `Cannot POST ${path}`;
  const query = new URLSearchParams({ file_name: name, file_length: String(size), file_type: type });
  const url = `/${idIn(app_id, "app_id", action)}/uploads?${query}`;
  const response = await client.fetch(url, { method: "POST", path, replayable: true, ...(signal && { signal }) });
  const { id } = await readAnswer(response, action, "id");
  if (typeof id === "string" && id.startsWith("upload:")) return id;
  throw new GraphConnectionError(action, "the answer is no upload session");
}

async function findOffset(client: TransferClient, session: string, size: number, signal: AbortSignal | undefined): Promise<number> {
  const action = `Cannot GET ${sessionPath}`;
  const response = await client.fetch(`/${session}`, { path: sessionPath, scheme: "OAuth", ...(signal && { signal }) });
  const { file_offset } = await readAnswer(response, action, "file_offset");
  const offset = Number(file_offset); // a string on some pages
  if (Number.isInteger(offset) && offset >= 0 && offset <= size) return offset;
  throw new GraphConnectionError(action, "file_offset is no place in the file");
}

interface Attempt {
  blob: Blob;
  start: number;
  timeout: number | false;
  onProgress: ResumableOptions["onProgress"];
  signal: AbortSignal | undefined;
}

async function send(client: TransferClient, session: string, attempt: Attempt): Promise<{ h: string }> {
  const { blob, start, timeout, onProgress, signal } = attempt;
  const action = `Cannot POST ${sessionPath}`;
  const watching = watch(action, timeout, signal);
  const total = blob.size;
  const rest = blob.slice(start);
  let sent = start;
  const progress = (count: number) => {
    watching.start();
    sent += count;
    tell(() => onProgress?.({ sent, total }));
  };
  progress(0);
  const isStreamed = rest.size > 0 && canStream();
  try {
    const response = await client.fetch(`/${session}`, {
      method: "POST",
      path: sessionPath,
      scheme: "OAuth",
      headers: {
        file_offset: String(start),
        "Content-Type": "application/octet-stream",
        ...(isStreamed && { "Content-Length": String(rest.size) }), // ignored where the runtime sets it by itself
      },
      body: isStreamed ? counted(rest.stream(), progress) : rest,
      signal: watching.signal,
    });
    const { h } = await readAnswer(response, action, "h");
    return { h: String(h) };
  } finally {
    watching.stop();
  }
}

/** What a listener throws becomes an uncaught error outside of the upload, which it must not break. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Whether the same attempt may succeed later. */
function isPassing(error: unknown): boolean {
  return error instanceof GraphConnectionError || (isGraphError(error) && error.retryable);
}
