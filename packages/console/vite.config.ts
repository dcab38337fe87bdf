import { defineConfig } from "vite";

/** A sandbox that runs on this machine, for the server of `vite`. */
const sandbox = process.env["SANDBOX"] ?? "http://127.0.0.1:4000";

export default defineConfig({
  base: "/_sandbox/console/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    emptyOutDir: true,
    assetsInlineLimit: 0, // nothing is inline, so that the policy of the page can forbid it
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { proxy: { "^/_sandbox/(?!console)": { target: sandbox, changeOrigin: true } } },
});
