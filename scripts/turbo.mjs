// Runs turbo, without telemetry. Its tasks are TypeScript: the package `node` brings a Node that runs them, and this
// reports if it is missing.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Cannot run the TypeScript of this repository on Node ${process.versions.node}: the package "node", which brings Node 24, is not installed. Run \`npx pnpm@12.21.0 install\` to see why, or use Node 24 itself.`,
  );
  process.exit(1);
}
process.env["TURBO_TELEMETRY_DISABLED"] = "1";
await import("turbo/bin/turbo");
