import { reportMissing } from "./missing.ts";
import { spawnSync } from "./spawn.ts";

const find = (name: string, ...words: string[]) => (spawnSync(name, words).status === 0 ? name : undefined);

/** Whether there is no shell or no curl to try commands with, as on some Windows, which is said aloud. */
export const isWithoutShell = reportMissing(
  "commands for curl",
  { sh: find("sh", "-c", "exit 0"), curl: find("curl", "--version") },
  "install Git for Windows, or apt-get install curl",
);
