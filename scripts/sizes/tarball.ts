import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../lib/command.ts";
import { runAndRead } from "../lib/run.ts";

const kinds = {
  code: /^dist\/.*\.js$/,
  types: /^dist\/.*\.d\.ts$/,
  documents: /^openapi\/.*\.json$/,
  page: /^page\/(?:assets\/)?[\w-]+\.(?:html|js|css|svg)$/,
  metadata: /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
} satisfies Record<string, RegExp>;

type Kind = keyof typeof kinds;

export interface Tarball {
  /** Bytes of each kind, unpacked. */
  bytes: Record<Kind, number>;
  files: number;
  /** Files that no user needs. */
  unexpected: string[];
}

/** What pnpm would publish of a built package. */
export async function readTarball(root: string, name: string): Promise<Tarball> {
  const folder = join(root, "packages", name);
  if (!existsSync(join(folder, "dist/index.js")))
    throw new CommandError(`Cannot measure packages/${name}: it is not built, run \`pnpm build\``);
  const { stdout } = await runAndRead("pnpm", ["pack", "--dry-run", "--json"], { cwd: folder, env: process.env });
  const { files }: { files: { path: string }[] } = JSON.parse(stdout);
  const tarball: Tarball = {
    bytes: { code: 0, types: 0, documents: 0, page: 0, metadata: 0 },
    files: files.length,
    unexpected: [],
  };
  for (const { path } of files) {
    const kind = kindOf(path);
    if (kind === undefined) tarball.unexpected.push(path);
    else tarball.bytes[kind] += await sizeOf(root, folder, path);
  }
  return tarball;
}

function kindOf(path: string): Kind | undefined {
  const names = Object.keys(kinds) as Kind[];
  return names.find((kind) => kinds[kind].test(path));
}

/** pnpm adds the licence of the repository if a package has none. */
async function sizeOf(root: string, folder: string, path: string): Promise<number> {
  const file = join(folder, path);
  const { size } = await stat(existsSync(file) ? file : join(root, path));
  return size;
}
