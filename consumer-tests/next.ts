import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { versionOf } from "./tools.ts";
import { run } from "./run.ts";

const readme = join(import.meta.dirname, "../packages/webhooks/README.md");

const shared = `import { createWebhookHandler } from "@openwaba/webhooks";
import { after } from "next/server";

const handler = createWebhookHandler({ appSecret: "secret", verifyToken: "token", on: { other: () => after(() => {}) } });

`;

const layout = `export default function Layout({ children }: { children: React.ReactNode }) {
  return <html><body>{children}</body></html>;
}
`;

const options = {
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  jsx: "preserve",
  strict: true,
  noEmit: true,
};

/** The sources for `app/webhook/route.ts` from the README of webhooks, one for each row about Next.js. */
export async function readRoutes(): Promise<string[]> {
  const rows = (await readFile(readme, "utf8")).split("\n").filter((line) => line.startsWith("| Next.js"));
  return rows.map((row) => [...row.matchAll(/`(export\b[^`]*)`/g)].map(([, code]) => code).join("\n"));
}

/**
 * Builds an app with a route handler for each of these sources, with this Next.js, which checks types.
 * The project in `from` has our packages.
 */
export async function buildWithNext(
  tool: "next15" | "next16",
  folder: string,
  from: string,
  routes: readonly string[],
): Promise<void> {
  const tools = {
    next: versionOf(tool),
    ...Object.fromEntries(["react", "react-dom", "@types/react"].map((name) => [name, versionOf(name)])),
  };
  // Next.js cannot use the compiler API of TypeScript 7
  const packages = Object.entries({ ...tools, "@types/node": "24", typescript: "5.9.3" }).map(
    ([name, version]) => `${name}@${version}`,
  );
  await write(folder, "package.json", `{ "private": true }\n`);
  // the tools were installed from the same cache
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], { cwd: folder });
  await cp(join(from, "node_modules/@openwaba/webhooks"), join(folder, "node_modules/@openwaba/webhooks"), {
    recursive: true,
  });
  await write(folder, "tsconfig.json", JSON.stringify({ compilerOptions: options, include: ["app", ".next/types"] }));
  await write(folder, "app/layout.tsx", layout);
  for (const [index, route] of routes.entries()) await write(folder, `app/webhook${index}/route.ts`, shared + route);
  const env = { NEXT_TELEMETRY_DISABLED: "1" };
  await run(process.execPath, [join(folder, "node_modules/next/dist/bin/next"), "build"], {
    cwd: folder,
    env,
    timeout: 300_000,
  });
}

async function write(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
