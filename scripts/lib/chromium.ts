import { existsSync } from "node:fs";
import { join } from "node:path";

/** Path of Chromium, undefined if it is not installed. */
export const chromiumPath = ["chromium", "chromium-browser", "google-chrome"]
  .map((name) => join("/usr/bin", name))
  .find(existsSync);

const off = ["quic", "background-networking", "component-update", "sync", "gpu"].map((name) => `--disable-${name}`);

/** Flags of a Chromium that shows no window, and speaks to nobody but the pages that it is given. */
export const chromiumFlags = ["--headless", "--no-sandbox", "--no-first-run", ...off];
