import { readFileSync, rmSync, writeFileSync } from "node:fs";

const own = new Set<string>();

/**
 * Keeps other processes from using a file, by a file beside it with the id of this process. Returns how to release it.
 * What a process left behind that was killed does not count.
 *
 * @throws Error if the file is in use
 */
export function lock(path: string): () => void {
  const lockPath = `${path}.lock`;
  if (own.has(lockPath)) throw new Error(`another sandbox of this process uses it`);
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lockPath, `${process.pid}\n`, { flag: "wx" });
      break;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const holder = holderOf(lockPath);
    if (holder !== undefined && (attempt > 0 || isAlive(holder)))
      throw new Error(`process ${holder} uses it; if that is no sandbox, delete ${lockPath}`);
    rmSync(lockPath, { force: true });
  }
  own.add(lockPath);
  return () => {
    if (own.delete(lockPath)) rmSync(lockPath, { force: true });
  };
}

/** The id of the process that holds a lock, undefined if it is gone or says nothing. */
function holderOf(lockPath: string): number | undefined {
  try {
    const pid = Number(readFileSync(lockPath, "latin1"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false; // of an earlier process with this id, as in a container
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
