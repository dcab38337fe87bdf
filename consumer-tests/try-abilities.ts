import type { Target } from "./programs/abilities.ts";

/** Ability → "✓", or what went wrong. */
export type Results = Record<string, string>;

/** Runs the program of the project in `folder`, by the runtime at `path`, against the Graph API at `target`. */
export type TryAbilities = (path: string, folder: string, target: Target) => Promise<Results>;
