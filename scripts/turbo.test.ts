import { appendFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copySources } from "./lib/copied-repository.ts";
import { spawnSync } from "./lib/spawn.ts";

let copy: string;
let before: Map<string, string>;

beforeAll(async () => {
  copy = await copySources();
  before = hashes();
});
afterAll(() => rm(copy, { recursive: true }));

/** Task → hash of everything that turbo considers its input. */
function hashes(): Map<string, string> {
  const dry = spawnSync("turbo", ["run", ...tasks, "--dry=json"], { cwd: copy, encoding: "utf8", maxBuffer: 2 ** 26 });
  const { tasks: planned } = JSON.parse(dry.stdout) as { tasks: { taskId: string; hash: string }[] };
  return new Map(planned.map(({ taskId, hash }) => [taskId, hash]));
}

const tasks = ["lint:specs", "check", "check:tests", "build"];
const runtime = ["@openwaba/runtime#build", "@openwaba/preverified-numbers#build"];
const builds = [...runtime, "@openwaba/sandbox#build"];

test("without changes everything is a cache hit", () => {
  expect(hashes()).toEqual(before);
  expect([...before.keys()]).toEqual(
    expect.arrayContaining([...tasks.slice(0, -1).map((task) => `//#${task}`), ...builds]),
  );
});

test("files of an install and a build are not a change", async () => {
  for (const file of [
    "examples/node_modules/left/index.ts",
    "scripts/node_modules/left/index.ts",
    "consumer-tests/tools/node_modules/left/index.ts",
    "packages/runtime/node_modules/.cache/tsconfig.build.json",
    "packages/runtime/dist/index.d.ts",
    "packages/runtime/.turbo/turbo-build.log",
    "packages/sandbox/openapi/preverified-numbers/partners.json",
  ]) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await appendFile(join(copy, file), "\n");
  }
  expect(hashes()).toEqual(before);
});

test.each([
  ["a spec", "specs/preverified-numbers/partners.yaml", ["lint:specs", "check:tests"], builds],
  ["a shared spec", "specs/shared/paging.yaml", ["lint:specs", "check:tests"], builds],
  ["a lint rule", "packages/redocly-plugin/src/file-name.ts", ["lint:specs", "check", "check:tests"], []],
  ["the lint configuration", "redocly.yaml", ["lint:specs", "check", "check:tests"], []],
  ["the generator", "scripts/generate/types.ts", ["check", "check:tests"], builds],
  ["a generated file", "packages/runtime/src/generated/versions.ts", ["check"], runtime],
  ["a source", "packages/runtime/src/call/retry.ts", ["check", "check:tests"], runtime],
  ["a test", "packages/runtime/src/call/retry.test.ts", ["check", "check:tests"], []],
  ["an example", "examples/preverified-numbers.ts", ["check", "check:tests"], []],
  ["the compiler's configuration", "tsconfig.json", ["check", "check:tests"], builds],
])("a change of %s is never a stale cache hit", async (_, file, changing, built) => {
  await appendFile(join(copy, file), "\n");
  const after = hashes();
  const changed = [...after.keys()].filter((task) => after.get(task) !== before.get(task));
  before = after;
  expect(changed).toEqual(expect.arrayContaining([...changing.map((task) => `//#${task}`), ...built]));
});
