import { startWorker } from "../scripts/lib/worker.ts";
import { bundle, conditions } from "./bundle.ts";
import type { TryCapabilities } from "./try-capabilities.ts";

/** Runs the program in a Cloudflare Worker on this machine. */
export const tryInWorker: TryCapabilities = async (path, folder, target) => {
  const worker = await startWorker(path, await bundle(folder, "worker.mjs", conditions.workers));
  try {
    const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(target) });
    if (!response.ok) throw new Error(`Cannot run the program in workerd: ${response.status} ${await response.text()}`);
    return await response.json();
  } finally {
    await worker.stop();
  }
};
