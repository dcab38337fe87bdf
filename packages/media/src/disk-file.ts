import type { BigIntStats } from "node:fs";
import { open } from "node:fs/promises";
import { MediaError } from "./media-error.ts";

/** A file on disk as it was when it was opened. */
export interface Source {
  path: string;
  /** See {@link versionOf}. */
  version: string;
}

const pieceSize = 256 * 1024; // bytes

/**
 * A file on disk that this package reads, because a changed file behind a blob of `node:fs` ends the process in Node 24
 * and newer. Reading fails with a {@link MediaError} when the file has changed. Between reads no file handle is open.
 */
export class DiskFile extends File {
  readonly #source: Source;
  readonly #start: number;

  /** @param content The same bytes, for code that reads a file without calling its methods */
  constructor(content: Blob, name: string, source: Source, start = 0) {
    super([content], name, { type: content.type });
    this.#source = source;
    this.#start = start;
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const source = this.#source;
    let place = this.#start;
    const end = place + this.size;
    return new ReadableStream(
      {
        async pull(controller) {
          const piece = await readPiece(source, place, Math.min(pieceSize, end - place));
          place += piece.length;
          if (piece.length > 0) controller.enqueue(piece);
          if (place === end) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  }

  override slice(start = 0, end = this.size, type = ""): DiskFile {
    const skipped = this.size - super.slice(start).size;
    return new DiskFile(super.slice(start, end, type), this.name, this.#source, this.#start + skipped);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.stream()).arrayBuffer();
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer());
  }

  override text(): Promise<string> {
    return new Response(this.stream()).text();
  }
}

/** A string that differs once a file was written to or replaced. */
export function versionOf({ size, mtimeNs, ino }: Pick<BigIntStats, "size" | "mtimeNs" | "ino">): string {
  return [size, mtimeNs, ino].join(" ");
}

async function readPiece({ path, version }: Source, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const piece = new Uint8Array(length);
  try {
    const handle = await open(path);
    try {
      let count = 0;
      for (let read = -1; read !== 0 && count < length; count += read) {
        read = (await handle.read(piece, count, length - count, start + count)).bytesRead;
      }
      if (count === length && versionOf(await handle.stat({ bigint: true })) === version) return piece;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    const problem = code === "ENOENT" ? "it vanished after it was opened" : String(code);
    throw new MediaError(`Cannot read the file: ${problem}`, "changed", { cause });
  }
  throw new MediaError("Cannot read the file: it changed after it was opened", "changed");
}
