import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens on this machine. */
export interface Loopback {
  /** Its URL: `http://127.0.0.1:41234`. */
  url: string;
  port: number;
  /** Closes it and all its connections. */
  stop: () => void;
}

/** Lets a server listen on a free port of this machine. */
export async function listen(server: Server): Promise<Loopback> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, stop: () => void server.close().closeAllConnections() };
}
