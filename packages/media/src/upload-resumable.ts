import { GraphConnectionError, isGraphError } from "@openwaba/runtime";
import { ask, idIn, readAnswer, textIn } from "./read-json.ts";
import { canStream, describeFile, exactly, type FileContent, toBlob } from "./file-body.ts";
import { MediaError } from "./media-error.ts";
import { given } from "./options.ts";
import { sleep } from "./sleep.ts";
import type { TransferClient } from "./transfer-client.ts";
import { type IdleTimeout, idleTimeout } from "./idle-timeout.ts";

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
  /**
   * Milliseconds without a byte sent after which an attempt counts as failed, and that opening the session and each
   * question for the offset may take; false for no limit beside the client's own. @default 60000
   */
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
 * @throws {MediaError} when the file is empty, of a type that is not taken, see {@link resumableTypes}, or changes or
 * vanishes while it is sent
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

/** What holds for each request of an upload. */
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
  throw new GraphConnectionError(action, "the answer is no upload session");
}

async function findOffset(client: TransferClient, session: string, size: number, transfer: Transfer): Promise<number> {
  const action = `Cannot GET ${sessionPath}`;
  const question = { path: sessionPath, scheme: "OAuth" } as const;
  const { file_offset } = await within(action, transfer, (idle) => ask(client, `/${session}`, { ...question, idle }));
  const offset = typeof file_offset === "string" && /^\d+$/.test(file_offset) ? Number(file_offset) : file_offset; // a string on some pages
  if (typeof offset === "number" && Number.isInteger(offset) && offset >= 0 && offset <= size) return offset;
  throw new GraphConnectionError(action, "file_offset is no place in the file");
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
        ...(isStreamed && { "Content-Length": String(rest.size) }), // ignored where the runtime sets it by itself
      },
      body: isStreamed ? exactly(rest.stream(), rest.size, { onBytes, onError: idle.fail }) : rest,
      timeout: false,
      signal: idle.signal,
    } as const;
    const response = await idle.run(() => client.fetch(`/${session}`, request));
    return { h: textIn(await idle.run(() => readAnswer(response, action)), "h", action) };
  });
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
