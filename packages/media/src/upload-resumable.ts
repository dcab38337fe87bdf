import { GraphConnectionError, isGraphError } from "@openwaba/runtime";
import { sleep } from "@openwaba/runtime/functions";
import { ask, readAnswer, textIn, type TransferClient } from "./read-json.ts";
import { canStream, describeFile, exactly, type FileContent, toBlob } from "./file-body.ts";
import { MediaError } from "./media-error.ts";
import { given } from "./options.ts";
import { type IdleTimeout, idleTimeout } from "./idle-timeout.ts";
import { idIn } from "./url.ts";

/** A file for a template or a profile. */
export interface ResumableFile {
  /** App that the access token belongs to. */
  app_id: string;
  /** Cannot be a stream: it is read again from where a connection broke. */
  file: FileContent;
  /** @default the name of the File */
  file_name?: string;
  /** @default that of the Blob or File */
  file_type?: (typeof resumableTypes)[number];
}

/** Media types that upload sessions accept. */
export const resumableTypes = ["application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"] as const;

export interface ResumableOptions {
  /** Called with the bytes handed to the network; after a broken connection they restart at the platform's offset. */
  onProgress?: (progress: { sent: number; total: number }) => void;
  /** Limit of failed attempts in a row in which no more bytes arrive. @default 5 */
  attempts?: number;
  /** Maximum delay before the first retry, in ms; doubles with each retry. @default 500 */
  delay?: number;
  /**
   * Idle timeout: an attempt fails after this many ms without a byte sent. It also limits opening the session and each
   * request for the offset; `false` for no limit other than the client's. @default 60000
   */
  timeout?: number | false;
  /** Aborts the upload, also while it waits. */
  signal?: AbortSignal;
}

const defaults = { attempts: 5, delay: 500, timeout: 60_000 } satisfies ResumableOptions;

const sessionPath = "/{upload_session_id}";

/**
 * Uploads a file to a session and returns its handle `h`, which serves as the sample in a template's header or as the
 * picture of a profile. After a broken connection or a transient error it requests the offset and continues there.
 *
 * @throws {MediaError} when the file is empty, of a type that is not accepted, see {@link resumableTypes}, or changes
 * or vanishes while it is sent
 * @throws {GraphError} when the platform responds with a permanent error
 * @throws {GraphConnectionError} when too many attempts in a row failed
 * @example
 * const { h } = await uploadResumable(client, { app_id, file, file_name: "menu.pdf", file_type: "application/pdf" });
 */
export async function uploadResumable(
  client: TransferClient,
  upload: ResumableFile,
  options: ResumableOptions = {},
): Promise<{ h: string }> {
  const { attempts, delay, timeout, onProgress, signal } = { ...defaults, ...given(options) };
  if (!(attempts >= 1)) throw new TypeError(`Cannot upload the file: attempts must be at least 1, not ${attempts}`);
  const { blob, name, type } = read(upload);
  const transfer = { timeout, signal };
  const session = await open(client, { app_id: upload.app_id, name, type, size: blob.size }, transfer);
  let reached = 0;
  let furthest = 0;
  let isSure = true;
  for (let failed = 0; ;) {
    try {
      if (!isSure) {
        reached = await findOffset(client, session, blob.size, transfer);
        if (reached > furthest) failed = 0;
        furthest = Math.max(furthest, reached);
        isSure = true;
      }
      return await send(client, session, { blob, start: reached, onProgress }, transfer);
    } catch (error) {
      failed++;
      signal?.throwIfAborted();
      if (!isPassing(error) || failed >= attempts) throw error;
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

/** Settings of each request of an upload. */
interface Transfer {
  timeout: number | false;
  signal: AbortSignal | undefined;
}

async function within<Result>(
  action: string,
  { timeout, signal }: Transfer,
  work: (idle: IdleTimeout) => Promise<Result>,
): Promise<Result> {
  const idle = idleTimeout(action, timeout, signal);
  idle.start();
  try {
    return await work(idle);
  } finally {
    idle.stop();
  }
}

interface Opened {
  app_id: string;
  name: string;
  type: string;
  size: number;
}

async function open(client: TransferClient, { app_id, name, type, size }: Opened, transfer: Transfer): Promise<string> {
  const path = "/{application_id}/uploads";
  const action = `Cannot POST ${path}`;
  const query = new URLSearchParams({ file_name: name, file_length: String(size), file_type: type });
  const url = `/${idIn(app_id, "app_id", action)}/uploads?${query}`;
  const question = { method: "POST", path, replayable: true } as const;
  const answer = await within(action, transfer, (idle) => ask(client, url, { ...question, idle }));
  const id = textIn(answer, "id", action);
  if (/^upload:[^\s#]+$/.test(id)) return id;
  throw new GraphConnectionError(action, "the response has no upload session id");
}

async function findOffset(client: TransferClient, session: string, size: number, transfer: Transfer): Promise<number> {
  const action = `Cannot GET ${sessionPath}`;
  const question = { path: sessionPath, scheme: "OAuth" } as const;
  const { file_offset } = await within(action, transfer, (idle) => ask(client, `/${session}`, { ...question, idle }));
  const offset = typeof file_offset === "string" && /^\d+$/.test(file_offset) ? Number(file_offset) : file_offset; // a string on some pages
  if (typeof offset === "number" && Number.isInteger(offset) && offset >= 0 && offset <= size) return offset;
  throw new GraphConnectionError(action, "file_offset is not an offset within the file");
}

interface Attempt {
  blob: Blob;
  start: number;
  onProgress: ResumableOptions["onProgress"];
}

function send(
  client: TransferClient,
  session: string,
  { blob, start, onProgress }: Attempt,
  transfer: Transfer,
): Promise<{ h: string }> {
  const action = `Cannot POST ${sessionPath}`;
  const total = blob.size;
  const rest = blob.slice(start);
  const isStreamed = rest.size > 0 && canStream();
  let sent = start;
  return within(action, transfer, async (idle) => {
    const onBytes = (count: number) => {
      idle.start();
      sent += count;
      tell(() => onProgress?.({ sent, total }));
    };
    if (!isStreamed) onBytes(0);
    const request = {
      method: "POST",
      path: sessionPath,
      scheme: "OAuth",
      headers: {
        file_offset: String(start),
        "Content-Type": "application/octet-stream",
        ...(isStreamed && { "Content-Length": String(rest.size) }), // ignored where the runtime sets it
      },
      body: isStreamed ? exactly(rest.stream(), rest.size, { onBytes, onError: idle.fail }) : rest,
      timeout: false,
      signal: idle.signal,
    } as const;
    const response = await idle.run(() => client.fetch(`/${session}`, request));
    return { h: textIn(await idle.run(() => readAnswer(response, action)), "h", action) };
  });
}

/** An error in the listener is reported as uncaught and does not break the upload. */
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
