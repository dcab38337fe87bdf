import { join } from "node:path";
import type { Emulator } from "../emulator.ts";

const file = join(import.meta.dirname, "../../packages/sandbox/openapi/messages/messages.json");
const prism = join(import.meta.dirname, "node_modules/@stoplight/prism-cli/dist/index.js");

export default {
  name: "@stoplight/prism-cli, with messages alone",
  package: "@stoplight/prism-cli",
  command: (port) => [prism, "mock", "--port", String(port), file],
  async load() {
    const { createLogger } = await import("@stoplight/prism-core");
    const { getHttpOperationsFromSpec } = await import("@stoplight/prism-http");
    const { createServer } = await import("@stoplight/prism-http-server");
    return async () => {
      const server = createServer(await getHttpOperationsFromSpec(file), {
        cors: false,
        components: { logger: createLogger("bench", { level: "silent" }) },
        config: {
          mock: { dynamic: false },
          isProxy: false,
          upstreamProxy: undefined,
          checkSecurity: true,
          validateRequest: true,
          validateResponse: true,
          errors: false,
        },
      });
      return server.listen(0, "127.0.0.1");
    };
  },
} satisfies Emulator;
