import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type HistoryEntry, openHistory } from "./history.ts";

const entry: HistoryEntry = {
  at: "2026-11-01T12:00:00.000Z",
  account: "1",
  action: "edit",
  name: "order_left",
  language: "en_US",
  state: "done",
};

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "history-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, "deep", "history.jsonl");
}

test("a history that cannot be read is told, not written over", async () => {
  const path = await newPath();
  await mkdir(path, { recursive: true });
  await expect(openHistory(path)).rejects.toThrow(/^Cannot read the history .*: EISDIR$/);
});

test("a history leaves out lines that are cut off or are something else, and goes on after them", async () => {
  const path = await newPath();
  await (await openHistory(path)).add(entry);
  await appendFile(path, `null\n{"__proto__":{}}\n${JSON.stringify({ ...entry, at: "soon" })}\n{"at":"2026`);
  const history = await openHistory(path);
  expect(history.entries).toEqual([entry]);
  await history.add({ ...entry, name: "other" });
  expect((await openHistory(path)).entries).toEqual([entry, { ...entry, name: "other" }]);
  expect(await readFile(path, "utf8")).toContain('{"at":"2026\n');
});

test("a history keeps what another process adds meanwhile", async () => {
  const path = await newPath();
  const [one, other] = [await openHistory(path), await openHistory(path)];
  await one.add(entry);
  await other.add({ ...entry, name: "other" });
  expect((await openHistory(path)).entries).toHaveLength(2);
  await writeFile(path, "");
  expect((await openHistory(path)).entries).toEqual([]);
});
