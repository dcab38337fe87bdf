import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { listen } from "../../scripts/lib/loopback.ts";
import type { Emulator } from "../emulator.ts";

const file = join(import.meta.dirname, "../../packages/sandbox/openapi/messages/messages.json");

export default {
  name: "@scalar/mock-server, with messages alone",
  package: "@scalar/mock-server",
  async load() {
    const { createMockServer } = await import("@scalar/mock-server");
    const { getRequestListener } = await import("@hono/node-server");
    return async () => {
      const app = await createMockServer({ document: await readFile(file, "utf8") });
      return (await listen(createServer(getRequestListener(app.fetch)))).url;
    };
  },
} satisfies Emulator;
