import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allDocuments, writeDocuments } from "./build/documents.ts";
import { listDomains, readDocuments } from "./generate/documents.ts";
import { copyRepository, run } from "./lib/copied-repository.ts";

/** A list and its node in a new domain, a body and a removal in one that exists. */
const apis = [
  ["price-lists/price_lists", "--path", "/{waba_id}/price_lists", "--method", "get", "--shape", "list"],
  ["price-lists/price_list", "--path", "/{price_list_id}", "--method", "get", "--shape", "node"],
  ["templates/price_tags", "--path", "/{template_id}/price_tags", "--method", "post"],
  ["templates/price_tag", "--path", "/{template_id}/price_tag/{price_tag_id}", "--method", "delete"],
  ["templates/price_node", "--path", "/{price_tag_id}", "--method", "get", "--shape", "node"],
];
const files = apis.map(([name]) => `specs/${name}.yaml`);
let root: string;
let written: string[];

beforeAll(async () => {
  root = await copyRepository();
  written = apis.map((flags) => run(root, "node", "scripts/new.ts", ...flags).output);
}, 180_000);
afterAll(() => rm(root, { recursive: true }));

test("new refuses what it cannot write, says how to call it, and leaves what is there", async () => {
  const before = await readFile(join(root, "specs/price-lists/price_lists.yaml"), "utf8");
  const again = run(root, "node", "scripts/new.ts", ...(apis[0] ?? []));
  expect(again.status).toBe(1);
  expect(again.output).toMatch(/^Cannot write a document: <domain>\/<api>: specs\/price-lists\/price_lists\.yaml exists: add the operation there\n\npnpm new/);
  expect(await readFile(join(root, "specs/price-lists/price_lists.yaml"), "utf8")).toBe(before);
  expect(run(root, "node", "scripts/new.ts", "--shade", "list")).toMatchObject({ status: 1, output: expect.stringContaining("'--shade'") });
  expect(run(root, "node", "scripts/new.ts", "a/b", "c/d").output).toContain("c/d is one name too many");
});

test("new lists what its author has to write, in order, and what comes then", () => {
  expect(written[0]).toContain("  specs/price-lists/price_lists.yaml:5  what the API is for, in one sentence\n");
  expect(written[0]).toMatch(/pnpm generate.*packages\/price-lists[\s\S]*npm test\n[\s\S]*pnpm changes --write/);
  for (const output of written) {
    const lines = [...output.matchAll(/\.yaml:(\d+) {2}/g)].map(([, line]) => Number(line));
    expect(lines.length).toBeGreaterThan(4);
    expect(lines).toEqual(lines.toSorted((one, other) => one - other));
  }
});

test("what new writes passes lint", () => {
  const lint = run(root, "redocly", "lint", ...files);
  expect(lint.status, lint.output).toBe(0);
});

test("what new writes becomes a package that compiles", async () => {
  const { output, status } = run(root, "node", "scripts/generate.ts");
  expect(status, output).toBe(0);
  expect(output).toContain("added    packages/price-lists/package.json");
  await writeFile(join(root, "use.ts"), `import { createPriceListsClient, type Schemas } from "@openwaba/price-lists";
    import { createTemplatesClient } from "@openwaba/templates";
    const params = { path: { waba_id: "1" }, query: { limit: 5 } };
    const { data } = await createPriceListsClient({ auth: "EAAB" }).GET("/{waba_id}/price_lists", { params });
    export const lists: Schemas["PriceList"][] | undefined = data?.data;
    // @ts-expect-error a body has a name
    await createTemplatesClient({ auth: "EAAB" }).POST("/{template_id}/price_tags", { params: { path: { template_id: "1" } }, body: {} });`);
  const include = ["use.ts", "packages/price-lists", "packages/templates/src/generated"];
  await writeFile(join(root, "tsconfig.new.json"), JSON.stringify({ extends: "./tsconfig.json", include }));
  expect(run(root, "tsc", "--project", "tsconfig.new.json")).toEqual({ status: 0, output: "" });
});

test("what new writes passes the tests that walk all specs and operations", async () => {
  await writeDocuments(join(root, "packages/sandbox"), allDocuments(await readDocuments(root, await listDomains(root))));
  const { output, status } = run(
    root, "vitest", "run", "--typecheck.enabled=false", "--reporter=verbose", "specs/every-spec.test.ts", "packages/every-operation.test.ts",
    "--testNamePattern", "price_",
  );
  expect(status, output).toBe(0);
  for (const file of files) expect(output).toMatch(new RegExp(`every-operation.test.ts > ${file} > in v26.0`));
  expect(output).toMatch(/every-spec.test.ts > specs\/templates\/price_tags.yaml > POST .* takes nothing of another type/);
}, 180_000);
