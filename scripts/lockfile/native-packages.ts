import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The parts of `pnpm-lock.yaml` in use. */
export interface Lockfile {
  snapshots: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/** The parts of a package's manifest in use. */
export interface Manifest {
  name: string;
  version: string;
  optionalDependencies?: Record<string, string>;
}

/**
 * Optional dependencies that the lockfile omits, such as "oxlint 1.94.0 requires @oxlint/binding-win32-x64-msvc".
 * Native binaries are such dependencies: an omitted one is never installed, whatever the platform.
 */
export function missingOptional({ snapshots }: Lockfile, installed: readonly Manifest[]): string[] {
  const locked = new Map<string, Set<string>>();
  for (const [key, { optionalDependencies = {} }] of Object.entries(snapshots)) {
    const [id = ""] = key.split("("); // the rest names the peers
    locked.set(id, new Set([...(locked.get(id) ?? []), ...Object.keys(optionalDependencies)]));
  }
  return installed.flatMap(({ name, version, optionalDependencies = {} }) => {
    const names = locked.get(`${name}@${version}`);
    if (names === undefined) return [];
    return Object.keys(optionalDependencies).flatMap((wanted) =>
      names.has(wanted) ? [] : [`${name} ${version} requires ${wanted}`],
    );
  });
}

/** The manifests of all packages that pnpm installed below `root`. */
export async function installedManifests(root: string): Promise<Manifest[]> {
  const store = join(root, "node_modules/.pnpm");
  const manifests = (await readdir(store)).flatMap((folder) => {
    // `@scope+name@1.0.0_peers`
    const name = /^(@[^+]+\+)?[^@]+/.exec(folder)?.[0].replace("+", "/");
    return name === undefined || name === "node_modules"
      ? []
      : [join(store, folder, "node_modules", name, "package.json")];
  });
  const texts = await Promise.all(manifests.map((file) => readFile(file, "utf8").catch(() => undefined)));
  return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as Manifest]));
}
