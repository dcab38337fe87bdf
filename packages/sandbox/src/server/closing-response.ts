import { setTimeout } from "node:timers/promises";

const lingering = 2000; // ms

/**
 * A response to a request whose body is not read to the end: it closes the connection. Before that, it drains the body
 * for up to 2 s: closing with unread bytes resets the connection, and the client would lose the response.
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
