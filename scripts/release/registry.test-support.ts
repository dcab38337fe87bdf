import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface EmptyRegistry {
  url: string;
  host: string;
  /** `GET /-/whoami`, for each request. */
  requests: string[];
  close: () => void;
}

/** A registry without packages and accounts. The tests of the published packages publish to a real one. */
export async function startEmptyRegistry(): Promise<EmptyRegistry> {
  const requests: string[] = [];
  const server = createServer(({ method, url }, response) => {
    requests.push(`${method} ${url}`);
    const status = url === "/-/whoami" ? 401 : 404;
    response.writeHead(status, { "content-type": "application/json" }).end('{"error":"unknown"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return { url: `http://${host}/`, host, requests, close: () => server.close() };
}
