import { globSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { documentsPerVersion } from "../build/documents.ts";
import { listDomains, readDocuments } from "../specs/documents.ts";
import { readVersions, versionsFile } from "../specs/versions.ts";
import { copyRepository, runIn } from "../lib/copied-repository.ts";

let root: string;
beforeEach(async () => {
  root = await copyRepository();
});
afterEach(() => rm(root, { recursive: true }));

const read = (file: string) => readFile(join(root, file), "utf8");
const generate = (...flags: string[]) => runIn(root, "node", "scripts/generate.ts", ...flags);

/** Edits the one place that lists versions. */
async function edit(key: "all" | "default", value: string): Promise<void> {
  const text = await read(versionsFile);
  const line = { all: /^all: &all .*$/m, default: /^( +)default: .*$/m }[key];
  expect(text).toMatch(line);
  await writeFile(
    join(root, versionsFile),
    text.replace(line, key === "all" ? `all: &all [${value}]` : `$1default: ${value}`),
  );
}

test("removing a version names the documents to delete, and nothing is written until they are", async () => {
  const { all } = await readVersions(root);
  const [oldest, ...rest] = all;
  const last = join("specs/tokens", `debug_token.${oldest}.yaml`);
  const text = (await read("specs/tokens/debug_token.yaml")).replace(
    "versions.yaml#/all",
    `versions.yaml#/until-${oldest}`,
  );
  await writeFile(
    join(root, last),
    text.replaceAll("/debug_token", "/former_token").replace("debugToken", "formerToken"),
  );
  expect(await generate()).toMatchObject({ status: 0 });

  await edit("all", rest.join(", "));
  const before = await read(versionsFile);
  const { output, status } = await generate();
  expect(status).toBe(1);
  expect(output).toContain(`  ${last}:`);
  expect(output).toContain(
    `ends at ${oldest}, but ${rest[0]} is the oldest version in ${versionsFile}: delete the file`,
  );
  expect(await read(versionsFile)).toBe(before);

  const gone = [...output.matchAll(/^ {2}(\S+\.yaml):.* delete the file$/gm)].map(([, file = ""]) => file);
  await Promise.all(gone.map((file) => rm(join(root, file))));
  expect(await generate()).toMatchObject({ status: 0 });
  for (const file of globSync("packages/*/src/generated/index.ts", { cwd: root }))
    expect(await read(file)).not.toContain(`"${oldest}"`);
}, 180_000);

test("another default is one edit", async () => {
  const { all, default: former } = await readVersions(root);
  const other = all.findLast((version) => version !== former);
  await edit("default", String(other));
  expect(await generate()).toMatchObject({ status: 0 });
  expect(await read("packages/runtime/src/generated/versions.ts")).toContain(`defaultGraphVersion = "${other}"`);
  for (const domain of await listDomains(root)) {
    expect(await read(`packages/${domain}/src/generated/index.ts`)).toContain(
      `export type Schemas = SchemasByVersion["${other}"];`,
    );
  }
}, 180_000);

test("a new version is one edit: every package has it, lint passes and everything compiles", async () => {
  const { all } = await readVersions(root);
  const newest = all.at(-1) ?? "";
  const major = Number.parseInt(newest.slice(1), 10) + 1;
  const added = `v${major}.0`;
  await edit("all", [...all, added].join(", "));
  expect((await generate("--check")).output).toContain(`changed  ${versionsFile}`);
  expect(await generate()).toMatchObject({ status: 0 });
  await rm(join(root, "node_modules/.cache"), { recursive: true, force: true });
  expect((await generate("--check")).output).toContain("0 of them written");
  expect(await read("packages/runtime/src/generated/versions.ts")).toContain(`"${added}"] as const`);

  const domains = await listDomains(root);
  for (const domain of domains) {
    const documents = await readDocuments(root, [domain]);
    const kind = documents.some(({ openapi }) => openapi.paths) ? "Paths" : "Schemas";
    expect(await read(`packages/${domain}/src/generated/index.ts`)).toContain(`  "${added}": ${kind}V${major};`);
    const shipped = [...documentsPerVersion(documents).keys()];
    const ofVersion = (version: string) =>
      shipped.filter((path) => path.startsWith(`${version}/`)).map((path) => path.split("/")[1]);
    expect(ofVersion(added)).toEqual(ofVersion(newest));
    expect(ofVersion(added)).not.toEqual([]);
  }

  const files = domains.flatMap((domain) => globSync(`specs/${domain}/*.yaml`, { cwd: root }));
  const lint = await runIn(root, "redocly", "lint", ...files);
  expect(lint.status, lint.output).toBe(0);
  await writeFile(
    join(root, "tsconfig.versions.json"),
    '{ "extends": "./tsconfig.json", "include": ["packages/*/src"] }',
  );
  expect(await runIn(root, "tsc", "--project", "tsconfig.versions.json")).toEqual({ status: 0, output: "" });
}, 180_000);
