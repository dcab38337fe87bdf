import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const program = new URL("changed-file.test-support.ts", import.meta.url).pathname;

// in a separate process, because blobs of node:fs end it on Node 24 and newer
it.each([
  ["uploadMedia", "before", '{"id":"1"}'],
  ["uploadMedia", "while", '{"id":"1"}'],
  ["uploadResumable", "before", '{"h":"4:"}'],
  ["uploadResumable", "while", '{"h":"4:"}'],
])("%s() of openFile() fails clearly when the file changes %s it is sent", async (how, when, uploaded) => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, how, when], { timeout: 50_000 });
  const changed = "MediaError changed: Cannot read the file: it changed after it was opened";
  expect(stdout.trim().split("\n")).toEqual([
    `grows: ${changed}`,
    `shrinks: ${changed}`,
    `is emptied: ${changed}`,
    `is written again: ${changed}`,
    "vanishes: MediaError changed: Cannot read the file: it vanished after it was opened",
    `is replaced: ${changed}`,
    `stays: ${uploaded}`,
  ]);
});
