import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export type Runtime = typeof import("../packages/runtime/src/index.ts");
type UndiciTransport = typeof import("../packages/runtime/src/undici.ts");

/** Folder of the built runtime; BENCH_DIST names another build, such as one from before a change. */
const folder = resolve(process.env["BENCH_DIST"] ?? join(import.meta.dirname, "../packages/runtime/dist"));

export const runtimeEntry = join(folder, "index.js");

/** The runtime as it is published. */
export function loadRuntime(): Promise<Runtime> {
  return loadBuilt(folder, "index.js");
}

export function loadUndiciTransport(): Promise<UndiciTransport> {
  return loadBuilt(folder, "undici.js");
}

/** A domain as it is published. */
export function loadPackage<Module>(name: string): Promise<Module> {
  return loadBuilt(join(import.meta.dirname, "../packages", name, "dist"), "index.js");
}

/** Loads a file of a build. */
export function loadBuilt<Module>(from: string, name: string): Promise<Module> {
  const file = join(from, name);
  if (!existsSync(file)) throw new Error(`Cannot measure ${file}: it is not built, run pnpm build`);
  return import(pathToFileURL(file).href);
}
