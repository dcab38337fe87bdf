import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";

/** A listener that never rejects, which would end the process: if `answer` fails, the response has status 500. */
export function toListener(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): RequestListener {
  return function listener(request, response) {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { connection: "close" }).end();
    });
  };
}

/** Starts to listen and returns the URL. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // stays registered: an error while accepting a connection, such as too many open files, must not end the process
    server.on("error", (cause) => {
      reject(new Error(`Cannot start the sandbox on ${host} port ${port}: ${cause.message}`, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      resolve(urlOf(host, actual));
    });
  });
}

/** The URL to call, with the brackets that an IPv6 address needs. */
export function urlOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
