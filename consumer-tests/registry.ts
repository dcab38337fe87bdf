import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { listen } from "../scripts/lib/loopback.ts";
import { loadTool } from "./tools.ts";

export interface Registry {
  /** Its URL: `http://127.0.0.1:41234`. */
  readonly url: string;
  close(): Promise<void>;
}

interface Verdaccio {
  runServer(configuration: object): Promise<Server>;
}

/** A real npm registry on loopback, empty and without an upstream, which keeps its files in `folder`. */
export async function startRegistry(folder: string): Promise<Registry> {
  const server = await loadTool<Verdaccio>("verdaccio").runServer({
    configPath: join(folder, "config.yaml"),
    self_path: folder,
    storage: join(folder, "storage"),
    uplinks: {},
    packages: { "**": { access: "$all", publish: "$all" } },
    log: { type: "file", path: join(folder, "registry.log"), level: "warn" },
  });
  const { url, stop } = await listen(server);
  return {
    url,
    async close() {
      stop();
      await once(server, "close");
    },
  };
}
