import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Sandbox } from "@openwaba/sandbox";
import { copyRepository } from "../scripts/lib/copied-repository.ts";
import { createProject, install } from "./consumer.ts";
import type { Target } from "./projects/user/capabilities.ts";
import { startRegistry } from "./registry.ts";
import { release, type ReleasedPackage } from "./release.ts";

/** All packages, published to a registry on loopback and installed in a user project. */
export interface Published {
  readonly registry: string;
  readonly packages: readonly ReleasedPackage[];
  /** The copy of the repository they were published from. */
  readonly copy: string;
  /** The project of the user. */
  readonly folder: string;
  /** npm's output when it installed the first packages, then all others. */
  readonly printed: readonly string[];
  /** The sandbox from the registry, running. */
  readonly target: Target;
  /** Stops the servers and deletes all files. */
  close(): Promise<void>;
}

/** The packages that a user starts with. */
const firstPackages = ["@openwaba/preverified-numbers", "@openwaba/messages"];

export async function publish(): Promise<Published> {
  const base = await realpath(await mkdtemp(join(tmpdir(), "published-")));
  const copy = await copyRepository({ isBuilt: true });
  // a command that timed out may still write
  const undo = [base, copy].map((folder) => () => rm(folder, { recursive: true, maxRetries: 10 }));
  const close = async () => {
    for (const step of undo.toReversed()) await step();
  };
  try {
    const folder = await makeFolder(base, "project");
    const registry = await startRegistry(await makeFolder(base, "registry"));
    undo.push(registry.close);
    const packages = await release(copy, registry.url);
    await createProject(folder, registry.url);
    const printed = [
      await install(folder, firstPackages),
      await install(
        folder,
        packages.map((released) => sourceOf(released, registry.url)),
      ),
    ];
    const sandbox = await startSandbox(folder);
    undo.push(sandbox.close);
    const { url: baseUrl, mediaUrl, accessToken, businesses } = sandbox;
    return {
      registry: registry.url,
      packages,
      copy,
      folder,
      printed,
      target: { baseUrl, mediaUrl, accessToken, business_id: businesses[0].id },
      close,
    };
  } catch (problem) {
    await close().catch(() => {}); // the first error counts
    throw problem;
  }
}

/** What npm installs; without a scope it would look for the package in the usual registry. */
function sourceOf({ name, version }: ReleasedPackage, registry: string): string {
  return name.startsWith("@") ? name : `${registry}/${name}/-/${name}-${version}.tgz`;
}

async function makeFolder(base: string, name: string): Promise<string> {
  const folder = join(base, name);
  await mkdir(folder);
  return folder;
}

async function startSandbox(folder: string): Promise<Sandbox> {
  const module = pathToFileURL(join(folder, "node_modules/@openwaba/sandbox/dist/index.js"));
  const { createSandbox }: typeof import("@openwaba/sandbox") = await import(module.href);
  return createSandbox();
}
