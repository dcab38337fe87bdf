import crossSpawn from "cross-spawn";

/** `spawn` of node:child_process, which on Windows also runs the `.cmd` files that npm and pnpm put on the path. */
export const spawn: typeof import("node:child_process").spawn = crossSpawn.spawn;

/** `spawnSync` of node:child_process, likewise. */
export const spawnSync: typeof import("node:child_process").spawnSync = crossSpawn.sync;
