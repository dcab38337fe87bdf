import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { reportMissing } from "./missing.ts";

/** Whether Redis is missing on this machine; warns that the test is skipped. */
export function lacksRedis(test: string): boolean {
  const isThere = spawnSync("redis-server", ["--version"]).status === 0;
  return reportMissing(test, { "redis-server": isThere ? "redis-server" : undefined }, "apt-get install redis-server");
}

/** A real Redis on loopback, kept in a folder if one is given. It may be killed, and started again on its port. */
export class RedisServer {
  readonly port: number;
  readonly #folder: string | undefined;
  readonly #settings: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string | undefined, settings: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#settings = settings;
  }

  /** `settings` are further ones, as on its command line. */
  static async start(folder?: string, settings: readonly string[] = []): Promise<RedisServer> {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    const server = new RedisServer(port, folder, settings);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    this.#process = spawn("redis-server", [
      "--port",
      String(this.port),
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      ...(this.#folder === undefined ? ["no"] : ["yes", "--dir", this.#folder]),
      ...this.#settings,
    ]);
    for await (const text of this.#process.stdout ?? [])
      if (String(text).includes("Ready to accept connections")) return;
    throw new Error("Cannot start redis-server: it exited before it was ready");
  }

  async stop(): Promise<void> {
    if (!this.#process?.kill("SIGKILL")) return;
    await once(this.#process, "exit");
  }
}
