import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    // tests run on the sources of every package, not on what was last built
    alias: [
      { find: "openwaba", replacement: fileURLToPath(new URL("packages/umbrella/src/index.ts", import.meta.url)) },
      {
        find: /^@openwaba\/([a-z-]+)$/,
        replacement: fileURLToPath(new URL("packages/$1/src/index.ts", import.meta.url)),
      },
      {
        find: /^@openwaba\/([a-z-]+)\/([a-z-]+)$/,
        replacement: fileURLToPath(new URL("packages/$1/src/$2.ts", import.meta.url)),
      },
      // as the condition "node" in the imports of these packages says
      { find: "#hmac", replacement: fileURLToPath(new URL("packages/webhooks/src/hmac.node.ts", import.meta.url)) },
      {
        find: /^#(pem|media-crypto)$/,
        replacement: fileURLToPath(new URL("packages/flows/src/endpoint/$1.node.ts", import.meta.url)),
      },
    ],
  },
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: "100%", // one less than there are cores is one of two
    typecheck: {
      enabled: true,
      include: ["**/*.test-d.ts"],
      checker: "tsc",
      tsconfig: "tsconfig.json",
      ignoreSourceErrors: true,
    },
    coverage: {
      include: ["packages/{runtime,otel,webhooks,media,flows,sandbox}/src/**"],
      exclude: ["**/generated/**", "**/*.test.ts", "**/*.test-*.ts"],
      reporter: ["text"],
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
