import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "../scripts/lib/loopback.ts";

interface Delivery {
  entry: { changes: { value: { statuses?: { id: string; status: string }[] } }[] }[];
}

/** Accepts webhooks, and tells when a message was delivered. */
export async function startReceiver() {
  const waiting = new Map<string, () => void>();
  const early = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    response.end();
    const { entry }: Delivery = JSON.parse(body);
    for (const { value } of entry.flatMap(({ changes }) => changes)) {
      for (const { id, status } of value.statuses ?? []) if (status === "delivered") tell(id);
    }
  });
  const { url, stop } = await listen(server);

  function tell(id: string): void {
    const done = waiting.get(id);
    waiting.delete(id);
    if (done) done();
    else early.add(id);
  }

  return {
    url,
    stop,
    /** Resolves when the message of this id was told to be delivered. */
    delivered: (id: string): Promise<void> =>
      early.delete(id) ? Promise.resolve() : new Promise((resolve) => waiting.set(id, resolve)),
  };
}
