/** A file at hand: it can be read more than once. */
export type FileContent = Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;

/** A file as a blob of this type, without copying what is one already. */
export function toBlob(file: FileContent, type: string): Blob {
  return file instanceof Blob ? file.slice(0, file.size, type) : new Blob([file], { type });
}

/** What of a blob, file or bytes is known without being told. */
export function describeFile(file: unknown): { type: string | undefined; filename: string | undefined } {
  const { type, name } = (file instanceof Blob ? file : {}) as { type?: string; name?: string };
  return { type: type || undefined, filename: name };
}

let isSupported: boolean | undefined;

/** Whether this runtime can send a body while it is made; some browsers cannot. */
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
    // where streams are unknown they become text, which has a type
    const hasType = new Request("https://example.com", options).headers.has("Content-Type");
    return isAsked && !hasType;
  })();
  return isSupported;
}

/** A stream of the same bytes that tells how many of them were taken. */
export function counted(stream: ReadableStream<Uint8Array>, onBytes: (count: number) => void): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        onBytes(value?.length ?? 0);
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
