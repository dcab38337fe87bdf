import { MediaError } from "./media-error.ts";

/** A file that can be read more than once. */
export type FileContent = Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;

/** Converts a file to a blob of this type, without copying a blob. */
export function toBlob(file: FileContent, type: string): Blob {
  return file instanceof Blob ? file.slice(0, file.size, type) : new Blob([file], { type });
}

/** The type and name that a blob or file has; bytes have neither. */
export function describeFile(file: unknown): { type: string | undefined; filename: string | undefined } {
  const { type, name } = (file instanceof Blob ? file : {}) as { type?: string; name?: string };
  return { type: type || undefined, filename: name };
}

let isSupported: boolean | undefined;

/** Whether this runtime can send a body while it is produced; some browsers cannot. */
export function canStream(): boolean {
  isSupported ??= (() => {
    let isAsked = false;
    const options = {
      method: "POST",
      body: new ReadableStream(),
      get duplex() {
        isAsked = true;
        return "half";
      },
    };
    // a runtime without request streams converts them to text, which has a type
    const hasType = new Request("https://example.com", options).headers.has("Content-Type");
    return isAsked && !hasType;
  })();
  return isSupported;
}

/** Called while a file is read. */
export interface ReadListener {
  /** Called with 0 before the first bytes are read, and after each read. */
  onBytes(count: number): void;
  /** Called with the file's own error, which `fetch` hides behind one of its own. */
  onError(error: unknown): void;
}

/** Passes a stream through; fails when it has more or fewer bytes than announced. */
export function exactly(
  stream: ReadableStream<Uint8Array>,
  size: number,
  { onBytes, onError }: ReadListener,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  let count = 0;
  const fail = (problem: string) =>
    new MediaError(`Cannot upload the file: it has ${problem} ${size} bytes that were announced`, "size");

  async function read(): Promise<Uint8Array | undefined> {
    const value = await readBytes(reader);
    onBytes(value?.length ?? 0);
    count += value?.length ?? 0;
    if (count > size) throw fail("more than the");
    if (!value && count < size) throw fail(`${count} of the`);
    return value;
  }

  return new ReadableStream(
    {
      async pull(controller) {
        try {
          if (count === 0) onBytes(0);
          const value = await read();
          if (value) controller.enqueue(value as Uint8Array<ArrayBuffer>);
          else controller.close();
        } catch (error) {
          onError(error);
          reader.cancel(error).catch(() => undefined); // the stream itself may have failed
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** The next bytes, undefined at the end. */
export async function readBytes(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  const { done, value } = await reader.read();
  if (done) return undefined;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`Cannot upload the file: its stream must hold Uint8Arrays, got a ${typeof value}`);
}
