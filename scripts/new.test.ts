import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allDocuments, writeDocuments } from "./build/documents.ts";
import { listDomains, readDocuments } from "./specs/documents.ts";
import { copyRepository, runIn } from "./lib/copied-repository.ts";

/** A list and its node in a new domain, a POST and a DELETE in an existing one. */
const apis = [
  ["paper-boats/paper_boats", "--path", "/{waba_id}/paper_boats", "--method", "get", "--shape", "list"],
  ["paper-boats/paper_boat", "--path", "/{paper_boat_id}", "--method", "get", "--shape", "node"],
  ["templates/paper_flags", "--path", "/{template_id}/paper_flags", "--method", "post"],
  ["templates/paper_flag", "--path", "/{template_id}/paper_flag/{paper_flag_id}", "--method", "delete"],
  ["templates/paper_node", "--path", "/{paper_flag_id}", "--method", "get", "--shape", "node"],
];
const files = apis.map(([name]) => `specs/${name}.yaml`);
let root: string;
let written: string[];

beforeAll(async () => {
  root = await copyRepository();
  written = [];
  for (const flags of apis) written.push((await runIn(root, "node", "scripts/new.ts", ...flags)).output);
}, 180_000);
afterAll(() => rm(root, { recursive: true }));

test("new rejects wrong input with its usage, and leaves existing files", async () => {
  const before = await readFile(join(root, "specs/paper-boats/paper_boats.yaml"), "utf8");
  const again = await runIn(root, "node", "scripts/new.ts", ...(apis[0] ?? []));
  expect(again.status).toBe(1);
  expect(again.output).toMatch(
    /^Cannot run pnpm new: <domain>\/<api>: specs\/paper-boats\/paper_boats\.yaml exists: add the operation there; usage: pnpm new \[<domain>/,
  );
  expect(await readFile(join(root, "specs/paper-boats/paper_boats.yaml"), "utf8")).toBe(before);
  expect(await runIn(root, "node", "scripts/new.ts", "--shade", "list")).toMatchObject({
    status: 1,
    output: expect.stringContaining("'--shade'"),
  });
  expect((await runIn(root, "node", "scripts/new.ts", "a/b", "c/d")).output).toContain("unexpected argument c/d");
});

test("new lists what the author has to write, in order, and the next steps", () => {
  expect(written[0]).toContain("  specs/paper-boats/paper_boats.yaml:5  what the API is for, in one sentence\n");
  expect(written[0]).toMatch(/pnpm generate.*packages\/paper-boats[\s\S]*npm test\n[\s\S]*pnpm changes /);
  for (const output of written) {
    const lines = [...output.matchAll(/\.yaml:(\d+) {2}/g)].map(([, line]) => Number(line));
    expect(lines.length).toBeGreaterThan(4);
    expect(lines).toEqual(lines.toSorted((one, other) => one - other));
  }
});

test("what new writes passes lint", async () => {
  const lint = await runIn(root, "redocly", "lint", ...files);
  expect(lint.status, lint.output).toBe(0);
});

test("what new writes is formatted", async () => {
  expect(await runIn(root, "oxfmt", "--check", ...files)).toMatchObject({ status: 0 });
});

test("what new writes becomes a package that compiles", async () => {
  const { output, status } = await runIn(root, "node", "scripts/generate.ts");
  expect(status, output).toBe(0);
  expect(output).toContain("added    packages/paper-boats/package.json");
  expect(await runIn(root, "oxfmt", "--check", "packages/paper-boats")).toMatchObject({ status: 0 });
  await writeFile(
    join(root, "use.ts"),
    `import { createPaperBoatsClient, listPaperBoats, type PaperBoat, type Schemas } from "@openwaba/paper-boats";
    import { createPaperFlag, createTemplatesClient } from "@openwaba/templates";
    const params = { path: { waba_id: "1" }, query: { limit: 5 } };
    const boats = createPaperBoatsClient({ auth: "EAAB" });
    const { data } = await boats.GET("/{waba_id}/paper_boats", { params });
    export const byPath: Schemas["PaperBoat"][] | undefined = data?.data;
    const page = await listPaperBoats(boats, { waba_id: "1", limit: 5 });
    export const byFunction: PaperBoat[] = page.data;
    const templates = createTemplatesClient({ auth: "EAAB" });
    // @ts-expect-error a body requires a name
    await templates.POST("/{template_id}/paper_flags", { params: { path: { template_id: "1" } }, body: {} });
    // @ts-expect-error so does a function
    await createPaperFlag(templates, { template_id: "1" });`,
  );
  const include = ["use.ts", "packages/paper-boats", "packages/templates/src/generated"];
  await writeFile(join(root, "tsconfig.new.json"), JSON.stringify({ extends: "./tsconfig.json", include }));
  expect(await runIn(root, "tsc", "--project", "tsconfig.new.json")).toEqual({ status: 0, output: "" });
}, 180_000);

test("what new writes passes the tests that walk all specs and operations", async () => {
  await writeDocuments(
    join(root, "packages/sandbox"),
    allDocuments(await readDocuments(root, await listDomains(root))),
  );
  const { output, status } = await runIn(
    root,
    "vitest",
    "run",
    "--typecheck.enabled=false",
    "--reporter=verbose",
    "specs/every-spec.test.ts",
    "packages/every-operation.test.ts",
    "--testNamePattern",
    "paper_",
  );
  expect(status, output).toBe(0);
  for (const file of files) expect(output).toMatch(new RegExp(`✓ .*every-operation.test.ts > ${file} > in v`));
  expect(output).toMatch(
    /✓ .*every-spec.test.ts > specs\/templates\/paper_flags.yaml > POST .* takes nothing of another type/,
  );
}, 180_000);
