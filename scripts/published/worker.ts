import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle } from "./bundle.ts";
import type { TryAbilities } from "./runtimes.ts";

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.bundle.js")], compatibilityDate = "2026-01-01")),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** Runs the program in a worker of Cloudflare, on the machine itself. */
export const tryInWorker: TryAbilities = async (path, folder, target) => {
  await writeFile(join(folder, "worker.bundle.js"), await bundle(folder, "worker.mjs", ["workerd", "worker", "browser", "import"]));
  await writeFile(join(folder, "worker.capnp"), config);
  const worker = spawn(path, ["serve", join(folder, "worker.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  try {
    const port = await portOf(worker.stdio[3] as NodeJS.ReadableStream);
    const response = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: JSON.stringify(target) });
    if (!response.ok) throw new Error(`Cannot run the program in workerd: ${response.status} ${await response.text()}`);
    return await response.json();
  } finally {
    worker.kill("SIGKILL");
  }
};

/** The port that workerd tells on its control channel once it listens. */
async function portOf(control: NodeJS.ReadableStream): Promise<number> {
  for await (const line of control) return JSON.parse(String(line)).port;
  throw new Error("Cannot start workerd: it ended before it listened");
}
