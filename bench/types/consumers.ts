import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listDomains, readDocuments } from "../../scripts/specs/documents.ts";
import { readVersions } from "../../scripts/specs/versions.ts";
import { operationsOf } from "../../scripts/specs/openapi.ts";
import { listPackages } from "../../scripts/specs/packages.ts";
import { pascalCase } from "../../scripts/generate/words.ts";
import { callsOf } from "../../scripts/specs/documented-calls.ts";

/** One program to compile: its name in the table and its source. */
export interface Consumer {
  name: string;
  source: string;
}

interface SampleCall {
  domain: string;
  text: string;
}

/** Programs that call one operation, twenty of one domain, and twenty over all domains. */
export async function writeConsumers(root: string): Promise<Consumer[]> {
  const calls = await sampleCalls(root);
  const domains = [...new Set(calls.map(({ domain }) => domain))];
  const perDomain = new Map(domains.map((domain) => [domain, calls.filter((call) => call.domain === domain)]));
  const largest = [...perDomain.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
  const round = Array.from({ length: 20 }, (_, index) => [...perDomain.values()].map((own) => own[index])).flat();
  const spread = round.filter((call) => call !== undefined);
  return [
    { name: "one call", source: clientOf(calls.slice(0, 1)) },
    { name: `20 calls in one domain (${largest[0]?.domain})`, source: clientOf(largest.slice(0, 20)) },
    { name: `20 calls over ${perDomain.size} domains, one client`, source: clientOfAll(spread.slice(0, 20), domains) },
  ];
}

/** The first documented call of every operation in the default version. */
async function sampleCalls(root: string): Promise<SampleCall[]> {
  const { default: version } = await readVersions(root);
  const documents = await readDocuments(root, await listDomains(root));
  return documents
    .filter(({ versions }) => versions.includes(version))
    .flatMap(({ domain, openapi }) =>
      [...operationsOf(openapi)].flatMap(({ path, method, item, operation }) => {
        const [first] = callsOf(openapi, item, operation);
        const isJson =
          Object.keys(operation.requestBody?.content ?? { "application/json": {} })[0] === "application/json";
        if (!first || !isJson) return [];
        const [, { params, body }] = first;
        const given = Object.fromEntries(Object.entries(params).filter(([, values]) => Object.keys(values).length > 0));
        const options = JSON.stringify({ params: given, body });
        return [{ domain, text: `await client.${method.toUpperCase()}("${path}", ${options});` }];
      }),
    );
}

function clientOf(calls: SampleCall[]): string {
  const domain = calls[0]?.domain ?? "";
  const create = `create${pascalCase(domain)}Client`;
  return [
    `import { ${create} } from "@openwaba/${domain}";`,
    `const client = ${create}({ auth: "EAAB" });`,
    ...calls.map(({ text }) => text),
  ].join("\n");
}

function clientOfAll(calls: SampleCall[], domains: string[]): string {
  return [
    `import { createClient } from "@openwaba/runtime";`,
    ...domains.map((domain, index) => `import type { PathsByVersion as Paths${index} } from "@openwaba/${domain}";`),
    `const client = createClient<${domains.map((_, index) => `Paths${index}`).join(" & ")}>({ auth: "EAAB" });`,
    ...calls.map(({ text }) => text),
  ].join("\n");
}

/** A folder for each program, with a configuration that resolves our packages as users install them. */
export async function placeConsumers(folder: string, root: string, consumers: Consumer[]) {
  const compilerOptions = {
    strict: true,
    module: "esnext",
    moduleResolution: "bundler",
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    types: [],
    noEmit: true,
    skipLibCheck: true,
  };
  await mkdir(join(folder, "node_modules/@openwaba"), { recursive: true });
  await symlink(join(root, "packages/runtime/node_modules/openapi-fetch"), join(folder, "node_modules/openapi-fetch"));
  for (const name of await listPackages(root)) {
    await symlink(join(root, "packages", name), join(folder, "node_modules/@openwaba", name));
  }
  const placed: (Consumer & { folder: string })[] = [];
  for (const [index, consumer] of consumers.entries()) {
    const own = join(folder, String(index));
    await mkdir(own, { recursive: true });
    await writeFile(join(own, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["index.ts"] }));
    await writeFile(join(own, "index.ts"), `${consumer.source}\n`);
    placed.push({ ...consumer, folder: own });
  }
  return placed;
}
