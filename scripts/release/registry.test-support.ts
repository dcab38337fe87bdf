import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface EmptyRegistry {
  url: string;
  /** `GET /@openwaba%2fmedia`, for each request. */
  requests: string[];
  close: () => void;
}

/** A registry without packages. The tests of the published packages publish to a real one. */
export async function startEmptyRegistry(): Promise<EmptyRegistry> {
  const requests: string[] = [];
  const server = createServer(({ method, url }, response) => {
    requests.push(`${method} ${url}`);
    response.writeHead(404, { "content-type": "application/json" }).end('{"error":"unknown"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, requests, close: () => server.close() };
}
