import type { Target } from "./projects/user/capabilities.ts";

/** Capability → "✓" or the error. */
export type Results = Record<string, string>;

/** Runs the program of the project in `folder` with the runtime at `path` against the Graph API at `target`. */
export type TryCapabilities = (path: string, folder: string, target: Target) => Promise<Results>;
