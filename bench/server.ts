import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerHeaders, phoneNumbers, sent } from "./workload.ts";

export interface Served {
  baseUrl: string;
  stop: () => void;
}

/** A server on loopback in a separate process, so that its work is not counted. */
export async function startServer(): Promise<Served> {
  const child = fork(import.meta.filename);
  const [port] = await once(child, "message");
  return { baseUrl: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

function serve(): void {
  const headers = { get: answerHeaders(phoneNumbers), post: answerHeaders(sent) };
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.method === "POST") response.writeHead(200, headers.post).end(sent);
      else response.writeHead(200, headers.get).end(phoneNumbers);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
}

if (import.meta.main) serve();
