import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "./apply.ts";
import { fillMarkers } from "../lib/markdown.ts";
import { checkConflicts } from "../specs/conflicts.ts";
import { listDomains, readDocuments, type SpecDocument } from "../specs/documents.ts";
import { writeDomain } from "./domain.ts";
import { checkServers, readUnversionedServer } from "../specs/servers.ts";
import { checkFunctions } from "./functions/check-functions.ts";
import { handWrittenIn } from "./functions/hand-written.ts";
import type { DomainFunction } from "./functions/join-versions.ts";
import { operationsOf } from "../specs/openapi.ts";
import { listPackages } from "../specs/packages.ts";
import { writeMediaTypes } from "./media-types.ts";
import { writePackageFiles } from "./package-files.ts";
import { fillRanges, readVersions, versionsFile } from "../specs/versions.ts";
import { writeUmbrella } from "./umbrella.ts";
import { writeRuntimeFiles } from "./runtime-files.ts";
import { operationsTable, type PackageRow, packagesTable, versionsPhrase } from "./tables.ts";

/**
 * Plans every generated file from `specs/`. Writes nothing.
 *
 * @throws {SpecError} if the specs have errors or contradict each other
 */
export async function planFiles(root: string): Promise<Plan> {
  const plan: Plan = new Map();
  const versions = await readVersions(root);
  await planText(plan, root, versionsFile, (text) => fillRanges(text, versions));
  const { homepage }: { homepage: string } = JSON.parse((await readPlanned(plan, root, "package.json")) ?? "{}");
  const domains = await listDomains(root);
  const documents = await readDocuments(root, domains, plan);
  checkConflicts(documents);
  checkFunctions(documents);
  checkServers(documents, await readUnversionedServer(root));

  for (const [file, content] of Object.entries(await writeRuntimeFiles(root, versions))) {
    plan.set(`packages/runtime/src/generated/${file}`, content);
  }
  for (const [path, content] of Object.entries(await writeMediaTypes(root))) plan.set(path, content);
  for (const domain of domains) {
    const own = documents.filter((document) => document.domain === domain);
    const entry = await readPlanned(plan, root, `packages/${domain}/src/index.ts`);
    const written = handWrittenIn(entry ?? "").filter(({ isType }) => !isType);
    const handWritten = new Set(written.map(({ name }) => name));
    const { files, functions } = await writeDomain(domain, own, versions, (name) => handWritten.has(name));
    for (const [file, content] of Object.entries(files)) {
      plan.set(`packages/${domain}/src/generated/${file}`, content);
    }
    planPackage(plan, root, domain, own, functions);
    const reference = `${homepage}/reference/operations/${domain}`;
    await planText(plan, root, `packages/${domain}/README.md`, (text) =>
      fillMarkers(text, "operations", operationsTable(own, functions, handWritten, versions, reference)),
    );
  }
  await planUmbrella(plan, root, domains);
  await planRemovals(plan, root);
  await planText(plan, root, "README.md", async (text) => {
    const table = packagesTable(await packageRows(plan, root, documents));
    return fillMarkers(fillMarkers(text, "packages", table), "versions", versionsPhrase(versions));
  });
  return plan;
}

function planPackage(
  plan: Plan,
  root: string,
  domain: string,
  documents: SpecDocument[],
  functions: DomainFunction[],
): void {
  for (const [file, content] of Object.entries(writePackageFiles(domain, documents, functions))) {
    const path = `packages/${domain}/${file}`;
    if (!existsSync(join(root, path))) plan.set(path, content);
  }
}

async function planText(plan: Plan, root: string, path: string, change: (text: string) => string | Promise<string>) {
  const text = await readPlanned(plan, root, path);
  if (text !== undefined) plan.set(path, await change(text));
}

/** The planned content of a file, else the current one. */
async function readPlanned(plan: Plan, root: string, path: string): Promise<string | undefined> {
  return plan.get(path) ?? (existsSync(join(root, path)) ? readFile(join(root, path), "utf8") : undefined);
}

/** The package that re-exports all domains and the runtime; its manifest depends on each. */
async function planUmbrella(plan: Plan, root: string, domains: string[]): Promise<void> {
  const folder = "packages/umbrella";
  const manifest = await readPlanned(plan, root, `${folder}/package.json`);
  if (manifest === undefined) return;
  const members = [];
  for (const domain of ["runtime", ...domains]) {
    const read = (file: string) => readPlanned(plan, root, `packages/${domain}/${file}`);
    const { name } = JSON.parse((await read("package.json")) ?? "{}");
    const operations = await read("src/generated/operations.ts");
    const hasTypes = domain !== "runtime";
    members.push({ name, folder: domain, entry: (await read("src/index.ts")) ?? "", operations, hasTypes });
  }
  for (const [file, content] of Object.entries(writeUmbrella(members))) {
    plan.set(`${folder}/src/generated/${file}`, content);
  }
  const cli = await readPlanned(plan, root, "packages/cli/package.json"); // its command is that of the package, too
  const named = [...members, ...(cli === undefined ? [] : [JSON.parse(cli)])];
  const dependencies = Object.fromEntries(named.map(({ name }) => [name, "workspace:^"]).toSorted());
  plan.set(`${folder}/package.json`, `${JSON.stringify({ ...JSON.parse(manifest), dependencies }, null, 2)}\n`);
}

/** Removes generated files whose spec is gone. */
async function planRemovals(plan: Plan, root: string): Promise<void> {
  for (const folder of await listPackages(root)) {
    const generated = `packages/${folder}/src/generated`;
    if (!existsSync(join(root, generated))) continue;
    for (const file of await readdir(join(root, generated))) {
      const path = `${generated}/${file}`;
      if (!plan.has(path)) plan.set(path, undefined);
    }
  }
}

async function packageRows(plan: Plan, root: string, documents: SpecDocument[]): Promise<PackageRow[]> {
  const folders = new Set([...(await listPackages(root)), ...documents.map(({ domain }) => domain)]);
  const rows: PackageRow[] = [];
  const isUmbrella = folders.delete("umbrella"); // it holds all others and comes first
  for (const folder of [...(isUmbrella ? ["umbrella"] : []), ...[...folders].toSorted()]) {
    const path = `packages/${folder}/package.json`;
    if (!plan.has(path) && !existsSync(join(root, path))) continue;
    const manifest = JSON.parse(plan.get(path) ?? (await readFile(join(root, path), "utf8")));
    const own = documents.filter((document) => document.domain === folder);
    const operations = own.flatMap(({ openapi }) =>
      [...operationsOf(openapi)].map((found) => `${found.method} ${found.path}`),
    );
    rows.push({
      name: manifest.name,
      folder,
      description: manifest.description,
      operations: own.length > 0 ? new Set(operations).size : undefined,
    });
  }
  return rows;
}
