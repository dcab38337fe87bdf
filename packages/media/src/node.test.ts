import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { downloadMedia } from "./download-media.ts";
import { nodeSha256, openFile, streamingFetch } from "./node.ts";
import { bytesOf, phone_number_id, serve, sha256Of, start } from "./transfer.test-support.ts";
import { uploadMedia } from "./upload-media.ts";

async function write(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "media-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), bytesOf(1000));
  return join(folder, name);
}

it("openFile() fails for a file that does not exist", async () => {
  await expect(openFile("none/at/all.pdf")).rejects.toThrow("ENOENT: no such file or directory");
});

it("openFile() fails for a folder", async () => {
  await expect(openFile(".")).rejects.toThrow(new Error("Cannot open .: it is not a file"));
});

it("openFile() finds its file again from another folder", async () => {
  const path = await write("a.png");
  const before = process.cwd();
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(dirname(path));
  onTestFinished(() => cwd.mockRestore());
  const file = await openFile("a.png");
  cwd.mockReturnValue(before);
  expect(await file.bytes()).toHaveLength(1000);
});

it.each([
  ["harbour.JPG", undefined, "image/jpeg"],
  ["greeting.opus", undefined, "audio/ogg"],
  ["constructor", undefined, ""],
  ["menu.bin", "application/pdf", "application/pdf"],
])("openFile() opens %s", async (name, type, expected) => {
  const file = await openFile(await write(name), type);
  expect(file).toMatchObject({ name, type: expected, size: 1000 });
});

it("openFile() opens a file to upload", async () => {
  const { client } = await start();
  const { id: media_id } = await uploadMedia(client, { phone_number_id, file: await openFile(await write("a.png")) });
  const file = await downloadMedia(client, { media_id }, { hash: nodeSha256 });
  expect(file.type).toBe("image/png");
  expect(Buffer.from(await file.bytes()).equals(bytesOf(1000))).toBe(true);
});

it("streamingFetch() follows no redirect and accepts every body", async () => {
  const { url, arrived } = await serve((request, response) => {
    if (request.url === "/elsewhere") response.writeHead(302, { location: "/" });
    request.resume().on("end", () => response.end(request.headers["content-type"]));
  });
  const sent = await streamingFetch(url, { method: "POST", body: new Blob(["a"], { type: "text/csv" }) });
  expect(await sent.text()).toBe("text/csv");
  expect((await streamingFetch(`${url}/elsewhere`, { redirect: "manual" })).status).toBe(302);
  const redirected = streamingFetch(`${url}/elsewhere`, { method: "POST", body: new Blob(["a"]), redirect: "manual" });
  await expect(redirected).rejects.toThrow("fetch failed");
  expect(arrived).toHaveLength(3);
});

it("nodeSha256() is SHA-256", () => {
  const hash = nodeSha256();
  hash.update(bytesOf(9));
  expect(hash.hex()).toBe(sha256Of(bytesOf(9)));
});
