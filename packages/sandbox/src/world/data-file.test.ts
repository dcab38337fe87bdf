import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DataFile, openDataFile } from "./data-file.ts";
import { World } from "./world.ts";

let folder: string;
let path: string;
let opened: DataFile[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-data-"));
  path = join(folder, "state");
  opened = [];
});
afterEach(() => {
  for (const file of opened) file.close();
  rmSync(folder, { recursive: true });
});

const own = { accessToken: "token", webhookSecret: "secret" };

function open(world = new World(), defaults = own) {
  const file = openDataFile(path, world, defaults);
  opened.push(file);
  return { world, file };
}

/** What a file holds, as the next start sees it; does not touch the file itself. */
function stored(bytes: Uint8Array = readFileSync(path)) {
  const copy = join(folder, "copy");
  writeFileSync(copy, bytes);
  const world = new World();
  const file = openDataFile(copy, world, own);
  file.close();
  return world.snapshot();
}

test("every change is in the file at the end of the turn: nodes, their removal, files, ids, a restore", async () => {
  const { world, file } = open();
  const shelf = world.put("shelf", undefined, { name: "Poetry" }, "7");
  const book = world.put("book", shelf.id, { title: "Emma" });
  world.put("scan", book.id, {}, undefined, new Uint8Array([0, 10, 255]));
  world.newId();
  await Promise.resolve();
  expect(stored()).toEqual(world.snapshot());
  world.change(book, { title: "Persuasion" });
  world.put("shelf", undefined, {}, "8");
  world.remove(shelf);
  file.flush();
  expect(stored()).toEqual(world.snapshot());
  expect(stored().nodes).toHaveLength(1);
  world.restore({ lastId: 5, nodes: [shelf] });
  file.flush();
  expect(stored()).toEqual(world.snapshot());
});

test("a file that is cut at any byte has all lines before the cut, and none in part", () => {
  const { world, file } = open();
  const states = [{ size: statSync(path).size, snapshot: world.snapshot() }];
  const note = () => {
    file.flush();
    states.push({ size: statSync(path).size, snapshot: world.snapshot() });
  };
  const shelf = world.put("shelf", undefined, { name: "Poësie ☂" }, "7");
  world.put("book", shelf.id, { title: "Emma" });
  note();
  world.put("scan", shelf.id, {}, "9", new Uint8Array([1, 2, 3]));
  note();
  world.remove(shelf);
  note();
  const bytes = readFileSync(path);
  const first = states[0]?.size ?? 0;
  for (let end = first; end <= bytes.length; end++) {
    const last = states.findLast(({ size }) => size <= end);
    expect(stored(bytes.subarray(0, end))).toEqual(last?.snapshot);
  }
  expect(bytes.length).toBeGreaterThan(first + 100);
});

test("what follows a line in part is not joined to it", () => {
  const { world, file } = open();
  world.put("shelf", undefined, { name: "Poetry" }, "7");
  file.close();
  writeFileSync(path, '{"lastId":99,"changes":[{"put":{"id":"8"', { flag: "a" });
  const again = open();
  again.world.put("shelf", undefined, { name: "Prose" }, "8");
  again.file.flush();
  expect(stored().nodes.map(({ data }) => data["name"])).toEqual(["Poetry", "Prose"]);
});

test("the secrets of the first start are those of the next", () => {
  open().file.close();
  expect(open(new World(), { accessToken: "other", webhookSecret: "other" }).file.own).toEqual(own);
});

test("only its owner may read it", () => {
  open();
  expect(statSync(path).mode & 0o077).toBe(0);
});

test("a file of many changes is written anew, and holds the same", () => {
  const { world, file } = open();
  const bytes = new Uint8Array(3_000_000);
  let written = 0;
  for (let count = 0; count < 20; count++) {
    world.put("scan", undefined, { count }, "9", bytes);
    file.flush();
    written += 4_000_000;
  }
  expect(statSync(path).size).toBeLessThan(written / 2);
  expect(stored()).toEqual(world.snapshot());
});

test("a link to the file stays one", () => {
  open().file.close();
  const target = path;
  path = join(folder, "link");
  symlinkSync(target, path);
  const { world, file } = open();
  world.restore({ lastId: 0, nodes: [] });
  world.put("shelf", undefined, {}, "7");
  file.close();
  path = target;
  expect(stored().nodes).toHaveLength(1);
});

test("what a rewrite left behind when it was killed does not matter", () => {
  writeFileSync(`${path}.new`, "half");
  const { world } = open();
  expect(stored()).toEqual(world.snapshot());
});

describe("a file is refused and left as it is:", () => {
  const header = '{"format":"openwaba-sandbox-data","version":1,"own":{"accessToken":"a","webhookSecret":"b"}}\n';
  const line = '{"lastId":1,"changes":[]}\n';

  test.each([
    ["Dear diary\n", "it is no data file of a sandbox"],
    ["{}", "it is no data file of a sandbox"],
    ["{", "it is no data file of a sandbox"],
    ["\0".repeat(200), "it is no data file of a sandbox"],
    ['{"format":"openwaba-sandbox","version":1,"nodes":[]}', "it is no data file of a sandbox"],
    [header.replace("1", "2"), "it has version 2, not 1"],
    [header.trim(), "it is damaged: its first line is not whole"],
    [header.replace(/"own.*/, '"own":{}}'), "its secrets are missing"],
    [`${header}${line}{"lastId"\n${line}`, `it is damaged in the line at byte ${header.length + line.length}`],
    [`${header}\n`, "it is damaged in the line"],
    [`${header}{"lastId":1,"changes":[7]}\n`, "it has something else than changes"],
    [`${header}{"lastId":1,"changes":[{"move":1}]}\n`, "it has an unknown change"],
    [`${header}{"lastId":1,"changes":[{"put":{"id":"1"}}]}\n`, "its node.kind must be a text"],
    [`${header}{"lastId":"x","changes":[]}\n`, "it is no list of changes"],
  ])("%j", (content, message) => {
    writeFileSync(path, content);
    const attempt = () => openDataFile(path, new World(), own);
    expect(attempt).toThrow(`Cannot use the data file ${path}: `);
    expect(attempt).toThrow(message);
    expect(readFileSync(path, "utf8")).toBe(content);
  });

  test("a folder, a device, or one whose folder is not there", () => {
    mkdirSync(path);
    expect(() => open()).toThrow(`Cannot use the data file ${path}: it is no file`);
    path = join(folder, "link");
    symlinkSync(devNull, path);
    expect(() => open()).toThrow(`Cannot use the data file ${path}: it is no file`);
    expect(statSync(devNull).isCharacterDevice()).toBe(true);
    path = join(folder, "none", "state");
    expect(() => open()).toThrow("ENOENT");
  });
});

test("an empty file is taken", () => {
  writeFileSync(path, "");
  const { world } = open();
  expect(stored()).toEqual(world.snapshot());
});

describe("a file in use", () => {
  test("by this process is refused, until it is closed", () => {
    const { file } = open();
    expect(() => open()).toThrow("another sandbox of this process uses it");
    file.close();
    file.close();
    open();
  });

  test("by another process is refused", () => {
    writeFileSync(`${path}.lock`, `${process.ppid}\n`);
    expect(() => open()).toThrow(`process ${process.ppid} uses it`);
    expect(() => readFileSync(path)).toThrow("ENOENT");
  });

  test.each(["gone", "own", "", "x"])("by a process that was killed is taken over: %j", (kind) => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const content = { gone: `${pid}\n`, own: `${process.pid}\n` }[kind] ?? kind;
    writeFileSync(`${path}.lock`, content);
    open().file.close();
    expect(() => readFileSync(`${path}.lock`)).toThrow("ENOENT");
  });
});
