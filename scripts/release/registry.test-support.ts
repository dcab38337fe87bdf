import { createServer } from "node:http";
import { listen, type Loopback } from "../lib/loopback.ts";

export interface EmptyRegistry extends Loopback {
  /** `GET /@openwaba%2fmedia`, for each request. */
  requests: string[];
}

/** A registry without packages. The tests of the published packages publish to a real one. */
export async function startEmptyRegistry(): Promise<EmptyRegistry> {
  const requests: string[] = [];
  const server = createServer(({ method, url }, response) => {
    requests.push(`${method} ${url}`);
    response.writeHead(404, { "content-type": "application/json" }).end('{"error":"unknown"}');
  });
  return { ...(await listen(server)), requests };
}
