import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.bundle.js")], compatibilityDate = "2026-01-01")),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

export interface Worker {
  readonly url: string;
  stop(): void;
}

/** Starts a Cloudflare Worker on loopback with the workerd at `path`; its files are written to `folder`. */
export async function startWorker(path: string, folder: string, code: string): Promise<Worker> {
  await writeFile(join(folder, "worker.bundle.js"), code);
  await writeFile(join(folder, "worker.capnp"), config);
  const worker = spawn(path, ["serve", join(folder, "worker.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const port = await portOf(worker.stdio[3] as NodeJS.ReadableStream);
  return { url: `http://127.0.0.1:${port}`, stop: () => void worker.kill("SIGKILL") };
}

/** The port that workerd reports on its control channel once it listens. */
async function portOf(control: NodeJS.ReadableStream): Promise<number> {
  for await (const line of control) return JSON.parse(String(line)).port;
  throw new Error("Cannot start workerd: it exited before it listened");
}
