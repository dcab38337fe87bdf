import { spawn } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Worker {
  readonly url: string;
  /** Ends it and deletes its files. */
  stop(): Promise<void>;
}

/** Starts a Cloudflare Worker on loopback with the workerd at `path`. */
export async function startWorker(path: string, code: string): Promise<Worker> {
  const folder = await mkdtemp(join(tmpdir(), "worker-"));
  await writeFile(join(folder, "worker.bundle.js"), code);
  await copyFile(join(import.meta.dirname, "worker.capnp"), join(folder, "worker.capnp"));
  const worker = spawn(path, ["serve", join(folder, "worker.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const port = await portOf(worker.stdio[3] as NodeJS.ReadableStream);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      worker.kill("SIGKILL");
      await rm(folder, { recursive: true });
    },
  };
}

/** The port that workerd reports on its control channel once it listens. */
async function portOf(control: NodeJS.ReadableStream): Promise<number> {
  for await (const line of control) return JSON.parse(String(line)).port;
  throw new Error("Cannot start workerd: it exited before it listened");
}
