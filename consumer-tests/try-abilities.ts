import type { Target } from "./programs/abilities.ts";

/** Ability → "✓" or the error. */
export type Results = Record<string, string>;

/** Runs the program of the project in `folder` with the runtime at `path` against the Graph API at `target`. */
export type TryAbilities = (path: string, folder: string, target: Target) => Promise<Results>;
