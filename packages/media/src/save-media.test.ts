import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GraphConnectionError } from "@openwaba/runtime";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { downloadMedia } from "./download-media.ts";
import { saveMedia } from "./node.ts";
import { bytesOf, startWithFile } from "./transfer.test-support.ts";

const bytes = bytesOf(300_000);
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "media-"));
  path = join(folder, "harbour.jpg");
  onTestFinished(() => rm(folder, { recursive: true }));
});

describe("saveMedia() leaves no new file, and an existing one unchanged,", () => {
  it.each([
    ["when the bytes are others than announced", { kind: "corrupt" }, {}, "its hash does not match"],
    [
      "when there are too many bytes",
      { kind: "endless" },
      { maxSize: 400_000 },
      "it has more bytes than the maxSize of 400000",
    ],
    ["when the connection is cut", { kind: "cut", bytes: 100_000 }, {}, "Cannot GET /{media_url}"],
  ] as const)("%s", async (_, fault, options, problem) => {
    const { client, sandbox, media_id, url } = await startWithFile(bytes);
    const media = fault.kind === "endless" ? { url } : { media_id };
    const save = async () => {
      sandbox.inject({ ...fault, operation: "downloadMedia" });
      await saveMedia(await downloadMedia(client, media, options), path);
    };
    await expect(save()).rejects.toThrow(problem);
    expect(await readdir(folder)).toEqual([]);
    await writeFile(path, "before");
    await expect(save()).rejects.toThrow(problem);
    expect(await readdir(folder)).toEqual(["harbour.jpg"]);
    expect(await readFile(path, "utf8")).toBe("before");
  });

  it("when the download is aborted in the middle", async () => {
    const { client, media_id } = await startWithFile(bytes);
    const controller = new AbortController();
    const { stream } = await downloadMedia(client, { media_id }, { signal: controller.signal });
    const aborted = stream.pipeThrough(
      new TransformStream({
        transform(chunk, target) {
          target.enqueue(chunk);
          controller.abort(0);
        },
      }),
    );
    await writeFile(path, "before");
    await expect(saveMedia({ stream: aborted }, path)).rejects.toBe(0);
    expect(await readdir(folder)).toEqual(["harbour.jpg"]);
    expect(await readFile(path, "utf8")).toBe("before");
  });

  it("when it cannot be written, and cancels the download", async () => {
    const cancel = vi.fn();
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({ cancel });
    await expect(saveMedia({ stream }, join(folder, "none", "a.jpg"))).rejects.toThrow("ENOENT");
    expect(cancel).toHaveBeenCalledOnce();
    expect(await readdir(folder)).toEqual([]);
  });

  it("when its path is that of a folder", async () => {
    const { client, media_id } = await startWithFile(bytes);
    await expect(saveMedia(await downloadMedia(client, { media_id }), folder)).rejects.toThrow(/E(ISDIR|XIST|PERM)/);
    expect(await readdir(join(folder, ".."))).not.toContainEqual(expect.stringMatching(/\.part$/));
  });
});

it("saveMedia() writes a file, also over an existing one", async () => {
  const { client, media_id } = await startWithFile(bytes);
  await saveMedia(await downloadMedia(client, { media_id }), path);
  await writeFile(path, "before");
  await saveMedia(await downloadMedia(client, { media_id }), path);
  expect(await readdir(folder)).toEqual(["harbour.jpg"]);
  expect((await readFile(path)).equals(bytes)).toBe(true);
});

it("saveMedia() fails with the error of the download", async () => {
  const error = new GraphConnectionError("Cannot GET /{media_url}", "timeout");
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({ pull: (controller) => controller.error(error) });
  await expect(saveMedia({ stream }, path)).rejects.toBe(error);
});
