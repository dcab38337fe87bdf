import { setTimeout } from "node:timers/promises";

const lingering = 2000; // ms

/**
 * A response to a request that is not read to its end: the connection closes after it. What the client still sends is
 * read for a moment before, as a connection that closes with unread bytes is reset, which costs the client the response.
 */
export function closingResponse(
  { body }: Request,
  text: string,
  { status, headers }: { status: number; headers: object },
): Response {
  const bytes = Buffer.from(text);

  const content = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes);
      await Promise.race([drain(body), setTimeout(lingering, undefined, { ref: false })]);
      controller.close();
    },
  });
  return new Response(content, {
    status,
    headers: { ...headers, connection: "close", "content-length": String(bytes.length) },
  });
}

async function drain(body: ReadableStream | null): Promise<void> {
  const reader = body?.getReader();
  const end = performance.now() + lingering;
  try {
    for (let isDone = !reader; !isDone && performance.now() < end;) isDone = (await reader?.read())?.done === true;
  } catch {
    // the client hung up
  }
}
