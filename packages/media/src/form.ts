import { exactly, type ReadListener } from "./file-body.ts";

/** A multipart/form-data form with one file. */
export interface FileForm {
  fields: Readonly<Record<string, string>>;
  filename: string;
  /** Printable ASCII, because it becomes a header of its part. */
  type: string;
}

/** A form, ready to send. */
export interface SentForm {
  body: Blob | ReadableStream<Uint8Array>;
  headers: Record<string, string>;
  /** Releases the file when the body is not read to its end. */
  cancel(reason: unknown): void;
}

/** Writes a form around a file that can be read again, so that retries can send it again. */
export function formOf(form: FileForm, file: Blob, listener: ReadListener): SentForm {
  const frame = frameOf(form);
  return {
    body: new FormBlob(frame, file, listener),
    headers: { "Content-Type": frame.contentType },
    cancel: () => undefined,
  };
}

/** Writes a form around a stream of `size` bytes while it is read, so that the file is never held in memory. */
export function streamForm(
  form: FileForm,
  stream: ReadableStream<Uint8Array>,
  size: number,
  listener: ReadListener,
): SentForm {
  const frame = frameOf(form);
  const reader = exactly(stream, size, listener).getReader();
  return {
    body: framed(frame, reader),
    headers: {
      "Content-Type": frame.contentType,
      "Content-Length": String(frame.head.length + size + frame.tail.length), // ignored where the runtime sets it
    },
    cancel: (reason) => void reader.cancel(reason).catch(() => undefined), // the stream itself may have failed
  };
}

/** The bytes before and after the file. */
interface Frame {
  contentType: string;
  head: Uint8Array<ArrayBuffer>;
  tail: Uint8Array<ArrayBuffer>;
}

function frameOf({ fields, filename, type }: FileForm): Frame {
  const boundary = `----openwaba${crypto.randomUUID()}`;
  const encoder = new TextEncoder();
  const line = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const texts = Object.entries(fields).map(([name, value]) => `${line(name)}\r\n\r\n${value}\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: encoder.encode(
      `${texts.join("")}${line("file")}; filename="${escape(filename)}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    tail: encoder.encode(`\r\n--${boundary}--\r\n`),
  };
}

/** Escapes like browsers do. */
function escape(filename: string): string {
  return filename.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/**
 * A form that checks its file in runtimes that read blobs by `stream()`, and holds the same bytes elsewhere. It is not
 * a `FormData`: `fetch` of Node 24 never settles when a file in one cannot be read.
 */
class FormBlob extends Blob {
  readonly #frame: Frame;
  readonly #file: Blob;
  readonly #listener: ReadListener;

  constructor(frame: Frame, file: Blob, listener: ReadListener) {
    super([frame.head, file, frame.tail], { type: frame.contentType });
    this.#frame = frame;
    this.#file = file;
    this.#listener = listener;
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return framed(this.#frame, exactly(this.#file.stream(), this.#file.size, this.#listener).getReader());
  }
}

function framed(
  { head, tail }: Frame,
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      start: (controller) => controller.enqueue(head),
      async pull(controller) {
        const { done, value } = await reader.read();
        controller.enqueue(done ? tail : value);
        if (done) controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
