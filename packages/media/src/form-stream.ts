import { MediaError } from "./media-error.ts";
import { checkSize, type MediaKind } from "./media-types.ts";

/** A form in multipart/form-data around one file. */
export interface FileForm {
  fields: Readonly<Record<string, string>>;
  filename: string;
  type: string;
  /** Count of bytes of the file. */
  size: number;
  stream: ReadableStream<Uint8Array>;
}

/** A form to send. */
export interface StreamedForm {
  body: ReadableStream<Uint8Array>;
  headers: Record<string, string>;
  /** What went wrong with the file, undefined if nothing did: what sends the form hides it behind an error of its own. */
  problem(): unknown;
  /** Lets go of the file when nobody reads on. */
  cancel(reason: unknown): Promise<void>;
}

/**
 * Writes a form around a file while it is read, so that the file is never held in memory. The stream fails when the
 * file has not the size that it should have.
 */
export function streamForm(form: FileForm): StreamedForm {
  const { fields, filename, type, size, stream } = form;
  const boundary = `----openwaba${crypto.randomUUID()}`;
  const encoder = new TextEncoder();
  const line = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const texts = Object.entries(fields).map(([name, value]) => `${line(name)}\r\n\r\n${value}\r\n`);
  const head = encoder.encode(
    `${texts.join("")}${line("file")}; filename="${escape(filename)}"\r\nContent-Type: ${type}\r\n\r\n`,
  );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  const reader = exactly(stream, size).getReader();
  let problem: unknown;
  return {
    body: framed(head, reader, tail, (error) => (problem = error)),
    headers: {
      "Content-Type": `multipart/form-data; boundary=${boundary}`,
      "Content-Length": String(head.length + size + tail.length), // ignored where the runtime sets it by itself
    },
    problem: () => problem,
    cancel: (reason) => reader.cancel(reason).catch(() => undefined), // it may have failed before
  };
}

/** As browsers write it. */
function escape(filename: string): string {
  return filename.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function framed(
  head: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  tail: Uint8Array,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      start: (controller) => controller.enqueue(head),
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          controller.enqueue(done ? tail : value);
          if (done) controller.close();
        } catch (error) {
          onError(error);
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** The same bytes, failing where they are not as many as announced. */
function exactly(stream: ReadableStream<Uint8Array>, size: number): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let count = 0;
  const fail = (problem: string) => new MediaError(`Cannot upload the file: it has ${problem} ${size} bytes that were announced`, "size");
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        count += value?.length ?? 0;
        if (count > size) {
          controller.error(fail("more than the"));
          await reader.cancel();
        } else if (!done) controller.enqueue(value);
        else if (count < size) controller.error(fail(`${count} of the`));
        else controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Reads a stream whole, no further than it may be long. */
export async function collect(stream: ReadableStream<Uint8Array>, kind: MediaKind): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream.getReader();
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    size += value.length;
    if (size > kind.maxSize) await reader.cancel();
    checkSize(kind, size);
    chunks.push(new Uint8Array(value)); // the owner may use its bytes again
  }
}
