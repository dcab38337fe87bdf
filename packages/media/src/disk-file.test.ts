import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openFile } from "./node.ts";
import { bytesOf } from "./transfer.test-support.ts";

const bytes = bytesOf(600_000);

async function openedFile(content: Uint8Array | string = bytes) {
  const folder = await mkdtemp(join(tmpdir(), "media-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "menu.pdf");
  await writeFile(path, content);
  return { path, file: await openFile(path) };
}

describe("a file of openFile() cannot be read", () => {
  it.each([
    ["bytes", (file: File) => file.bytes()],
    ["an ArrayBuffer", (file: File) => file.arrayBuffer()],
    ["text", (file: File) => file.text()],
    ["a part of it", (file: File) => file.slice(10, 20).text()],
    ["a stream", (file: File) => new Response(file.stream()).text()],
  ])("once it has changed, as %s", async (_, read) => {
    const { path, file } = await openedFile();
    await appendFile(path, "a");
    await expect(read(file)).rejects.toThrow(expect.objectContaining({ name: "MediaError", reason: "changed" }));
  });

  it("once it is gone, and the error has the cause", async () => {
    const { path, file } = await openedFile();
    await rm(path);
    await expect(file.text()).rejects.toThrow(
      expect.objectContaining({
        message: "Cannot read the file: it vanished after it was opened",
        cause: expect.objectContaining({ code: "ENOENT" }),
      }),
    );
  });

  it("where a folder has its name", async () => {
    const { path, file } = await openedFile();
    await rm(path);
    await mkdir(path);
    await expect(file.text()).rejects.toThrow("Cannot read the file: EISDIR");
  });
});

describe("a file of openFile() is read", () => {
  it("in pieces of the same bytes", async () => {
    const { file } = await openedFile();
    const lengths: number[] = [];
    for await (const chunk of file.stream()) lengths.push(chunk.length);
    expect(lengths).toEqual([262_144, 262_144, 75_712]);
    expect(Buffer.from(await file.bytes()).equals(bytes)).toBe(true);
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("when it is empty", async () => {
    const { file } = await openedFile("");
    expect(await file.text()).toBe("");
  });

  it.each([
    [undefined, undefined],
    [2, 5],
    [-3, -1],
    [4, 2],
    [-99, 99],
    [99, 100],
    [1.5, Number.NaN],
    [Number.NaN, 3.9],
  ])("from %s to %s as a part of any Blob is", async (start, end) => {
    const { file } = await openedFile("harbour");
    const part = file.slice(start, end, "text/plain");
    expect(part.type).toBe("text/plain");
    expect(await part.text()).toBe(await new Blob(["harbour"]).slice(start, end).text());
  });

  it("as a part of a part", async () => {
    const { file } = await openedFile("harbour");
    expect(await file.slice(2).slice(1, 3).text()).toBe("bo");
  });

  it("by code that only knows Blobs", async () => {
    const { file } = await openedFile("harbour");
    expect(await new Blob(["a ", file]).text()).toBe("a harbour");
  });
});
