import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { listen } from "../scripts/lib/loopback.ts";
import { answerHeaders, phoneNumbers, sent } from "./workload.ts";

export interface Served {
  baseUrl: string;
  stop: () => void;
}

/** A server on loopback in a separate process, so that its work is not counted. */
export async function startServer(): Promise<Served> {
  const child = fork(import.meta.filename);
  const [baseUrl] = await once(child, "message");
  return { baseUrl, stop: () => child.kill() };
}

async function serve(): Promise<void> {
  const headers = { get: answerHeaders(phoneNumbers), post: answerHeaders(sent) };
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.method === "POST") response.writeHead(200, headers.post).end(sent);
      else response.writeHead(200, headers.get).end(phoneNumbers);
    });
  });
  server.keepAliveTimeout = 60_000;
  process.send?.((await listen(server)).url);
}

if (import.meta.main) await serve();
