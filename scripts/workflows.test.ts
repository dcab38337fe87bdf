import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../.github/workflows");

test.each(await readdir(folder))(
  "every action of %s is pinned by commit, with its version in a comment",
  async (file) => {
    const uses = (await readFile(join(folder, file), "utf8")).split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses).not.toEqual([]);
    expect(uses.filter((line) => !/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  },
);

test("the two commands run on every platform", async () => {
  const gate = await readFile(join(folder, "gate.yml"), "utf8");
  expect(gate).toMatch(/os: \[macos-latest, windows-latest\]/);
  expect(gate).toMatch(/- run: npm start\n +- run: npm test\n/);
});
