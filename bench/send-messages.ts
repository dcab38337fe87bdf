import { Agent, request } from "node:http";
import { phoneNumberId } from "./workload.ts";

export interface Sender {
  /** Sends one message to a new recipient and returns its id. Rejects unless the status is 200. */
  send(): Promise<string>;
  /** Sends so many messages, as many at a time as there are connections, and returns the ms that it took. */
  sendAll(count: number): Promise<number>;
  close(): void;
}

let recipients = 0;

/** Sends by node:http, over so many connections that stay open, to the URL in front of the path of the call. */
export function createSender(url: string, accessToken: string, connections: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const address = `${url}/${phoneNumberId}/messages`;

  function send(): Promise<string> {
    const to = `1650${String(recipients++ % 10_000_000).padStart(7, "0")}`;
    const body = JSON.stringify({
      messaging_product: "whatsapp",
      to,
      type: "text",
      text: { body: "Your order is here" },
    });
    const headers = {
      authorization: `Bearer ${accessToken}`,
      "content-type": "application/json",
      "content-length": body.length,
    };
    return new Promise((resolve, reject) => {
      const call = request(address, { method: "POST", agent, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("error", reject).on("end", () => {
          if (response.statusCode === 200) resolve(idIn(text));
          else reject(new Error(`Cannot measure ${url}: it answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      });
      call.on("error", reject).end(body);
    });
  }

  return {
    send,
    async sendAll(count) {
      let left = count;
      const work = async () => {
        while (left-- > 0) await send();
      };
      const begin = performance.now();
      await Promise.all(Array.from({ length: connections }, work));
      return performance.now() - begin;
    },
    close: () => agent.destroy(),
  };
}

function idIn(text: string): string {
  const { messages }: { messages?: { id?: string }[] } = JSON.parse(text);
  const id = messages?.[0]?.id;
  if (id === undefined) throw new Error(`Cannot measure: the answer names no message: ${text.slice(0, 300)}`);
  return id;
}
