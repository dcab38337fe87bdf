import { join } from "node:path";
import { expect, test } from "vitest";
import { compileUserCode } from "../../scripts/lib/user-code.ts";
import { functionsOf, readOperations } from "./operations.ts";
import { sampleOf } from "./samples.ts";
import { handlerSample, readFields } from "./webhooks.ts";

const modules = join(import.meta.dirname, "../node_modules");

test("every operation has a sample of each of its functions, and all of them compile", async () => {
  const samples = readOperations().flatMap((operation) =>
    functionsOf(operation).map((name) => [`${operation.domain}-${name}`, sampleOf(operation.domain, name)] as const),
  );
  expect(samples.filter(([, sample]) => sample === undefined)).toEqual([]);
  expect(samples.length).toBeGreaterThan(200);
  expect(await compileUserCode(new Map(samples.map(([name, sample = ""]) => [name, sample])), modules)).toBe("");
});

test("the handlers of all fields compile", async () => {
  const samples = readFields().map(({ field }) => [field, handlerSample(field)] as const);
  expect(samples.length).toBeGreaterThan(30);
  expect(await compileUserCode(new Map(samples), modules)).toBe("");
});
