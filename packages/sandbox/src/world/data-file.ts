import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { lock } from "./lock-file.ts";
import { encodeNode, isObject, readNode } from "./snapshot.ts";
import type { World, WorldChange } from "./world.ts";

/** What belongs to a data file beside the world: random at its first start, and the same at each one after. */
export interface OwnSecrets {
  readonly accessToken: string;
  readonly webhookSecret: string;
}

/** A file that has what a world holds, and follows it. */
export interface DataFile {
  readonly own: OwnSecrets;
  /**
   * Writes what has changed. Without it that happens at the end of the current turn of the event loop.
   *
   * @throws Error if it cannot be written; the next call tries again
   */
  flush(): void;
  /** Writes what has changed, and lets other processes use the file. */
  close(): void;
}

const format = "openwaba-sandbox-data";
const version = 1;
const begin = `{"format":"${format}",`;
const pieceSize = 1_048_576;
const slack = 16 * 1_048_576; // bytes that a file may have beside twice its smallest size

/**
 * Fills the world from a file if there is one, else makes one of the world; from then on every change is written to it.
 *
 * The file is a journal: a first line that says what it is, then for each turn of the event loop one line with all that
 * changed in it. A process that is killed leaves at most a part of the last line, which is dropped: of what a call changed
 * either everything is there or nothing. When the journal has grown to twice what it needs, a new one takes its place by
 * renaming. Lines are handed to the operating system and not synced to the disk: they survive the end of the process at
 * any point, but maybe not a power cut.
 *
 * @throws Error if the file is something else, damaged or in use; then it is left as it is
 */
export function openDataFile(path: string, world: World, defaults: OwnSecrets): DataFile {
  try {
    const target = existsSync(path) ? realpathSync(path) : path;
    if (existsSync(target) && !statSync(target).isFile()) throw new Error("it is no file"); // a device, a pipe, a folder
    const unlock = lock(target);
    try {
      return follow(target, world, defaults, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot use the data file ${path}: ${reason}`, { cause: error });
  }
}

function follow(path: string, world: World, defaults: OwnSecrets, unlock: () => void): DataFile {
  const stored = existsSync(path) ? load(path, world) : undefined;
  const own = stored?.own ?? defaults;
  let fd = stored?.fd;
  let size = stored?.size ?? 0; // bytes of whole lines
  let smallest = size;
  let pending: WorldChange[] = [];
  let isOutdated = fd === undefined;
  let isScheduled = false;
  let isClosed = false;

  /** Puts a new file with what the world holds now in the place of the old one. */
  function rewrite(): void {
    const next = `${path}.new`;
    const file = openSync(next, "w", 0o600);
    let written = 0;
    try {
      written += writeAll(file, `${begin}"version":${version},"own":${JSON.stringify(own)}}\n`, written);
      written += writeAll(file, lineOf(world, []), written);
      for (const node of world.snapshot().nodes) written += writeAll(file, lineOf(world, [{ put: node }]), written);
      fsyncSync(file); // a power cut must not leave an empty file under the name
    } catch (error) {
      closeSync(file);
      rmSync(next, { force: true });
      throw error;
    }
    closeSync(file);
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
    renameSync(next, path);
    fd = openSync(path, "r+");
    size = smallest = written;
    pending = [];
    isOutdated = false;
  }

  function shorten(): void {
    try {
      rewrite();
    } catch (error) {
      if (fd === undefined) throw error;
      smallest = size; // all is written, so that this can wait
    }
  }

  function flush(): void {
    isScheduled = false;
    if (isClosed) return;
    if (isOutdated || fd === undefined) return rewrite();
    if (pending.length === 0) return;
    try {
      size += writeAll(fd, lineOf(world, pending), size);
    } catch (error) {
      ftruncateSync(fd, size); // the line is written again with the next one
      throw error;
    }
    pending = [];
    if (size > 2 * smallest + slack) shorten();
  }

  flush();
  world.watch((change) => {
    if ("restored" in change) isOutdated = true;
    else pending.push(change);
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      try {
        flush();
      } catch {
        // whoever waits for it calls flush(), which throws again
      }
    });
  });

  return {
    own,
    flush,
    close() {
      if (isClosed) return;
      try {
        flush();
      } finally {
        isClosed = true;
        if (fd !== undefined) closeSync(fd);
        unlock();
      }
    },
  };
}

/** Writes a text at a place in a file; returns how many bytes it has. */
function writeAll(fd: number, text: string, position: number): number {
  const bytes = Buffer.from(text);
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done);
  return bytes.length;
}

function lineOf({ lastId }: World, changes: readonly WorldChange[]): string {
  const shown = changes.map((change) => {
    if ("put" in change) return { put: encodeNode(change.put) };
    return "remove" in change ? { remove: [change.remove.kind, change.remove.id] } : {};
  });
  return `${JSON.stringify({ lastId, changes: shown })}\n`;
}

interface Stored {
  readonly fd: number;
  readonly own: OwnSecrets;
  readonly size: number;
}

/** Fills the world from a file, undefined if it is empty. What stands behind the last whole line is dropped. */
function load(path: string, world: World): Stored | undefined {
  const fd = openSync(path, "r+");
  try {
    if (fstatSync(fd).size === 0) {
      closeSync(fd);
      return undefined;
    }
    const start = Buffer.alloc(begin.length);
    readSync(fd, start, 0, start.length, 0);
    if (start.toString() !== begin) throw new Error("it is no data file of a sandbox");
    let own: OwnSecrets | undefined;
    let size = 0;
    let lastId = 0;
    world.restore({ lastId: 0, nodes: [] });
    for (const bytes of wholeLines(fd)) {
      try {
        const line: unknown = JSON.parse(bytes.toString());
        if (own === undefined) own = readHeader(line);
        else lastId = apply(line, world);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`it is damaged in the line at byte ${size}, ${reason}`, { cause: error });
      }
      size += bytes.length + 1; // line break
    }
    if (own === undefined) throw new Error("it is damaged: its first line is not whole");
    world.restore({ ...world.snapshot(), lastId }); // ids go on
    ftruncateSync(fd, size);
    return { fd, own, size };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function readHeader(line: unknown): OwnSecrets {
  const { version: found, own } = Object(line);
  if (found !== version) throw new Error(`it has version ${JSON.stringify(found)}, not ${version}`);
  const { accessToken, webhookSecret } = Object(own);
  if (typeof accessToken === "string" && typeof webhookSecret === "string") return { accessToken, webhookSecret };
  throw new Error("its secrets are missing");
}

/** Makes the changes of a line; returns the last number that was given as an id. */
function apply(line: unknown, world: World): number {
  const { lastId, changes } = Object(line);
  if (!Number.isSafeInteger(lastId) || !Array.isArray(changes)) throw new Error("it is no list of changes");
  for (const change of changes) {
    if (!isObject(change)) throw new Error("it has something else than changes");
    const { put, remove } = change;
    if (put !== undefined) {
      const { kind, of, data, id, bytes } = readNode(put, "its node");
      world.put(kind, of, data, id, bytes);
    } else if (Array.isArray(remove)) {
      const node = world.find(String(remove[0]), String(remove[1]));
      if (node) world.remove(node);
    } else throw new Error("it has an unknown change");
  }
  return Number(lastId);
}

/** The lines of a file that end in a line break, without it. */
function* wholeLines(fd: number): Generator<Buffer> {
  let parts: Buffer[] = [];
  for (let position = 0; ;) {
    const piece = Buffer.alloc(pieceSize);
    const count = readSync(fd, piece, 0, pieceSize, position);
    if (count === 0) return;
    position += count;
    let start = 0;
    for (let end = piece.indexOf(10); end !== -1 && end < count; end = piece.indexOf(10, start)) {
      yield Buffer.concat([...parts, piece.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    parts.push(piece.subarray(start, count));
  }
}
