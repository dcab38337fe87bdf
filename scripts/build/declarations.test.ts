import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { scratch } from "../generate/scratch.test-support.ts";
import { removeUnreachable } from "./declarations.ts";

test("declarations stay that an entry leads to, through any other", async () => {
  const dist = await scratch({
    "index.d.ts": 'export type { A } from "./parts/a.ts";\nexport declare const b: import("./b.js").B;',
    "parts/a.d.ts": 'import type { C } from "../c.ts";\nexport interface A extends C {}',
    "b.d.ts": 'import type { A } from "./parts/a.ts";\nimport type { X } from "other";',
    "c.d.ts": "export interface C {}",
    "inner.d.ts": "export {};",
    "parts/inner.d.ts": "export {};",
    "index.js": "",
  });
  await removeUnreachable(dist, ["index.js"]);
  const left = await readdir(dist, { recursive: true });
  expect(left.filter((file) => file.endsWith(".d.ts")).toSorted()).toEqual([
    "b.d.ts",
    "c.d.ts",
    "index.d.ts",
    "parts/a.d.ts",
  ]);
});
