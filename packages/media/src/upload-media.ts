import { idIn, readAnswer } from "./answer.ts";
import { canStream, describeFile, type FileContent, toBlob } from "./file-body.ts";
import { collect, streamForm, type StreamedForm } from "./form-stream.ts";
import { MediaError } from "./media-error.ts";
import { checkSize, kindOf } from "./media-types.ts";
import type { TransferClient } from "./transfer-client.ts";

/** A file to upload, and the number that will send it. */
export interface UploadedFile {
  phone_number_id: string;
  /** A stream is sent while it is read when `size` is given; otherwise it is collected first. */
  file: FileContent | ReadableStream<Uint8Array>;
  /** Media type, such as `"image/jpeg"`. @default that of the Blob or File */
  type?: string;
  /** @default the name of the File, or "file" */
  filename?: string;
  /** Count of bytes of a stream. */
  size?: number;
  /** Minutes after which the file is deleted, 60 to 43200, for numbers that store no messages. @default 30 days */
  ttl_minutes?: number;
  /** What the file is for when it is not to be sent. */
  use_case?: "call_voicemail_announcement";
}

/**
 * Uploads a file that messages can then name by its id for 30 days. Type and size are checked before anything is sent.
 * Blobs are read while they are sent: one from `openFile` of `@openwaba/media/node` never lies in memory.
 *
 * @param options.signal Ends the upload, such as `AbortSignal.timeout(60_000)`; it has no other time limit
 * @throws {MediaError} when the platform does not take files of this type or size, see {@link mediaKinds}
 * @throws {GraphError} when the platform refuses the file
 * @throws {GraphConnectionError} when the connection breaks; uploads are repeated then, except those of streams
 * @example
 * const { id } = await uploadMedia(client, { phone_number_id, file: new Blob([bytes], { type: "image/jpeg" }) });
 */
export async function uploadMedia(
  client: TransferClient,
  upload: UploadedFile,
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ id: string }> {
  const path = "/{phone_number_id}/media";
  const action = `Cannot POST ${path}`;
  const url = `/${idIn(upload.phone_number_id, "phone_number_id", action)}/media`;
  const { body, headers, problem, cancel } = await read(upload);
  try {
    const options = { method: "POST", path, body, headers, replayable: true, ...(signal && { signal }) } as const;
    const { id } = await readAnswer(await client.fetch(url, options), action, "id");
    return { id: String(id) };
  } catch (error) {
    await cancel(error);
    throw problem() ?? error;
  }
}

type Sent = Omit<StreamedForm, "body"> & { body: BodyInit };

async function read({ file, size, ttl_minutes, use_case, ...named }: UploadedFile): Promise<Sent> {
  const known = describeFile(file);
  const { type = known.type ?? "", filename = known.filename ?? "file" } = named;
  const kind = kindOf(type);
  const fields = {
    messaging_product: "whatsapp",
    type,
    ...(ttl_minutes !== undefined && { ttl_minutes: String(ttl_minutes) }),
    ...(use_case !== undefined && { use_case }),
  };
  if (file instanceof ReadableStream && size !== undefined && canStream()) {
    checkSize(kind, size);
    return streamForm({ fields, filename, type, size, stream: file });
  }
  const content = file instanceof ReadableStream ? await collect(file, kind) : toBlob(file, type);
  if (size !== undefined && content.size !== size) {
    throw new MediaError(`Cannot upload the file: it has ${content.size} bytes, announced were ${size}`, "size");
  }
  checkSize(kind, content.size);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", toBlob(content, type), filename);
  return { body: form, headers: {}, problem: () => undefined, cancel: async () => undefined };
}
