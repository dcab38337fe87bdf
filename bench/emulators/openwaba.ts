import { join } from "node:path";
import type { Emulator } from "../emulator.ts";
import { loadBuilt } from "../runtime.ts";

type SandboxPackage = typeof import("../../packages/sandbox/src/index.ts");

const dist = join(import.meta.dirname, "../../packages/sandbox/dist");

export default {
  name: "openwaba",
  sendsWebhooks: true,
  command: (port, accessToken) => [join(dist, "bin.js"), "--port", String(port), "--access-token", accessToken],
  async load() {
    const { createSandbox } = await loadBuilt<SandboxPackage>(dist, "index.js");
    return async ({ accessToken, webhook }) => {
      const rules = { customerServiceWindow: false }; // nobody writes to the number before
      const sandbox = await createSandbox({
        accessToken,
        rules,
        ...(webhook !== undefined && { webhook: { url: webhook } }),
      });
      return `${sandbox.url}/v25.0`;
    };
  },
} satisfies Emulator;
