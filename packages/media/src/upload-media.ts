import { readAnswer, textIn, type TransferClient } from "./read-json.ts";
import { collect } from "./collect.ts";
import { canStream, describeFile, type FileContent, toBlob } from "./file-body.ts";
import { formOf, type SentForm, streamForm } from "./form.ts";
import { MediaError } from "./media-error.ts";
import { checkSize, kindOf } from "./media-types.ts";
import { given } from "./options.ts";
import { type IdleTimeout, idleTimeout } from "./idle-timeout.ts";
import { idIn } from "./url.ts";

/** A file to upload, and the number that will send it. */
export interface UploadedFile {
  phone_number_id: string;
  /** A stream is sent while it is read when `size` is given; otherwise it is collected first. */
  file: FileContent | ReadableStream<Uint8Array>;
  /** Media type, such as `"image/jpeg"`. @default that of the Blob or File */
  type?: string;
  /** @default the name of the File, or "file" */
  filename?: string;
  /** Size of a stream in bytes. */
  size?: number;
  /** Minutes after which the file is deleted, 60 to 43200, for numbers that store no messages. @default 30 days */
  ttl_minutes?: number;
  /** What the file is for when it is not to be sent. */
  use_case?: "call_voicemail_announcement";
}

export interface UploadOptions {
  /**
   * Idle timeout: the upload fails after this many ms in which no byte of the file is read and no response arrives;
   * `false` for no limit. In browsers and Bun, reads are only seen of streams with a `size`. @default 120000
   */
  timeout?: number | false;
  /** Aborts the upload, such as `AbortSignal.timeout(60_000)`. */
  signal?: AbortSignal;
}

const defaults = { timeout: 120_000 } satisfies UploadOptions;

/**
 * Uploads a file that messages can refer to by its id for 30 days. Type and size are checked before anything is sent.
 * Blobs are read while they are sent: one from `openFile` of `@openwaba/media/node` is never held in memory.
 *
 * @throws {MediaError} when the platform does not accept files of this type or size, see {@link mediaKinds}, or when
 * the file changes or vanishes while it is sent
 * @throws {GraphError} when the platform rejects the file
 * @throws {GraphConnectionError} when the connection breaks; uploads are retried, except those of streams
 * @example
 * const { id } = await uploadMedia(client, { phone_number_id, file: new Blob([bytes], { type: "image/jpeg" }) });
 */
export async function uploadMedia(
  client: TransferClient,
  upload: UploadedFile,
  options: UploadOptions = {},
): Promise<{ id: string }> {
  const { timeout, signal } = { ...defaults, ...given(options) };
  const path = "/{phone_number_id}/media";
  const action = `Cannot POST ${path}`;
  const url = `/${idIn(upload.phone_number_id, "phone_number_id", action)}/media`;
  const idle = idleTimeout(action, timeout, signal);
  let sent: SentForm | undefined;
  try {
    const { body, headers } = (sent = await read(upload, idle));
    const request = {
      method: "POST",
      path,
      body,
      headers,
      replayable: true,
      timeout: false,
      signal: idle.signal,
    } as const;
    const response = await idle.run(() => client.fetch(url, request));
    return { id: textIn(await idle.run(() => readAnswer(response, action)), "id", action) };
  } catch (error) {
    sent?.cancel(error);
    throw error;
  } finally {
    idle.stop();
  }
}

async function read(
  { file, size, ttl_minutes, use_case, ...named }: UploadedFile,
  idle: IdleTimeout,
): Promise<SentForm> {
  const known = describeFile(file);
  const { type = known.type ?? "", filename = known.filename ?? "file" } = named;
  const kind = kindOf(type);
  const fields = {
    messaging_product: "whatsapp",
    type,
    ...(ttl_minutes !== undefined && { ttl_minutes: String(ttl_minutes) }),
    ...(use_case !== undefined && { use_case }),
  };
  const listener = { onBytes: idle.start, onError: idle.fail };
  if (size !== undefined) checkSize(kind, size);
  if (file instanceof ReadableStream && size !== undefined && canStream()) {
    return streamForm({ fields, filename, type }, file, size, listener);
  }
  const content = file instanceof ReadableStream ? await collect(file, kind, idle) : toBlob(file, type);
  if (size !== undefined && content.size !== size) {
    throw new MediaError(`Cannot upload the file: it has ${content.size} bytes, expected ${size}`, "size");
  }
  checkSize(kind, content.size);
  return formOf({ fields, filename, type }, content, listener);
}
