import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What is used of `pnpm-lock.yaml`. */
export interface Lockfile {
  snapshots: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/** What is used of a package's manifest. */
export interface Manifest {
  name: string;
  version: string;
  optionalDependencies?: Record<string, string>;
}

/**
 * Optional dependencies of installed packages that the lockfile leaves out, as "oxlint 1.94.0 wants @oxlint/binding-win32-x64-msvc".
 * Native binaries are such dependencies: what is left out is never installed, whatever the platform.
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
      names.has(wanted) ? [] : [`${name} ${version} wants ${wanted}`],
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
