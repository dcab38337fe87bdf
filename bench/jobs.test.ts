import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytesOf, jobs } from "./jobs.ts";

test.each(jobs)("$what takes at most $limit bytes", async ({ name, limit }) => {
  expect(await bytesOf(name)).toBeLessThanOrEqual(limit);
});

test("every job is measured", async () => {
  const files = (await readdir(join(import.meta.dirname, "jobs"))).filter((file) => file.endsWith(".ts"));
  expect(files.toSorted()).toEqual(jobs.map(({ name }) => `${name}.ts`).toSorted());
});
