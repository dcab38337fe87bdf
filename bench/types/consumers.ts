import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listDomains, readDocuments } from "../../scripts/specs/documents.ts";
import { readVersions } from "../../scripts/specs/versions.ts";
import { operationsOf } from "../../scripts/specs/openapi.ts";
import { listPackages } from "../../scripts/specs/packages.ts";
import { handWrittenIn } from "../../scripts/generate/functions/hand-written.ts";
import { pascalCase } from "../../scripts/generate/words.ts";
import { callsOf } from "../../scripts/specs/documented-calls.ts";

/** One program to compile: its name in the table and its source. */
export interface Consumer {
  name: string;
  source: string;
}

interface SampleCall {
  domain: string;
  byPath: string;
  /** The function of the operation, and its input. */
  name: string;
  byFunction: string;
}

/** Programs that call one operation, twenty of one domain, and twenty over all domains: by function and by path. */
export async function writeConsumers(root: string): Promise<Consumer[]> {
  const calls = await sampleCalls(root);
  const domains = [...new Set(calls.map(({ domain }) => domain))];
  const perDomain = new Map(domains.map((domain) => [domain, calls.filter((call) => call.domain === domain)]));
  const largest = [...perDomain.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
  const round = Array.from({ length: 20 }, (_, index) => [...perDomain.values()].map((own) => own[index])).flat();
  const spread = round.filter((call) => call !== undefined);
  const one = calls.filter(({ name }) => name === "sendMessage");
  const over = `20 calls over ${perDomain.size} domains, one client`;
  return (["by function", "by path"] as const).flatMap((way) => [
    { name: `one call ${way}`, source: clientOf(one, way) },
    { name: `20 calls in one domain (${largest[0]?.domain}) ${way}`, source: clientOf(largest.slice(0, 20), way) },
    { name: `${over}, ${way}`, source: clientOfAll(spread.slice(0, 20), domains, way) },
  ]);
}

/** The first documented call of every operation in the default version. */
async function sampleCalls(root: string): Promise<SampleCall[]> {
  const { default: version } = await readVersions(root);
  const documents = await readDocuments(root, await listDomains(root));
  const entries = new Map(
    await Promise.all(
      documents.map(async ({ domain }) => {
        const entry = await readFile(join(root, "packages", domain, "src/index.ts"), "utf8");
        return [domain, new Set(handWrittenIn(entry).map(({ name }) => name))] as const;
      }),
    ),
  );
  return documents
    .filter(({ versions }) => versions.includes(version))
    .flatMap(({ domain, openapi }) =>
      [...operationsOf(openapi)].flatMap(({ address, method, item, operation }) => {
        const [first] = callsOf(openapi, item, operation);
        const isJson =
          Object.keys(operation.requestBody?.content ?? { "application/json": {} })[0] === "application/json";
        const name = operation.operationId;
        if (!first || !isJson || entries.get(domain)?.has(name)) return [];
        const [, { params, body }] = first;
        const given = Object.fromEntries(Object.entries(params).filter(([, values]) => Object.keys(values).length > 0));
        const options = JSON.stringify({ params: given, body });
        const byPath = `await client.${method.toUpperCase()}("${address}", ${options});`;
        const parts = [params.path, params.query, params.header, (body ?? {}) as object];
        const input = Object.assign({}, ...parts);
        const isFlat = Object.keys(input).length === parts.flatMap(Object.keys).length;
        return isFlat ? [{ domain, byPath, name, byFunction: `await ${name}(client, ${JSON.stringify(input)});` }] : [];
      }),
    );
}

type Way = "by function" | "by path";

function clientOf(calls: SampleCall[], way: Way): string {
  const domain = calls[0]?.domain ?? "";
  const create = `create${pascalCase(domain)}Client`;
  return [
    `import { ${create} } from "@openwaba/${domain}";`,
    `const client = ${create}({ auth: "EAAB" });`,
    ...written(calls, way),
  ].join("\n");
}

function clientOfAll(calls: SampleCall[], domains: string[], way: Way): string {
  return [
    `import { createClient } from "@openwaba/runtime";`,
    ...domains.map((domain, index) => `import type { PathsByVersion as Paths${index} } from "@openwaba/${domain}";`),
    `const client = createClient<${domains.map((_, index) => `Paths${index}`).join(" & ")}>({ auth: "EAAB" });`,
    ...written(calls, way),
  ].join("\n");
}

function written(calls: SampleCall[], way: Way): string[] {
  if (way === "by path") return calls.map(({ byPath }) => byPath);
  const imports = calls.map(({ domain, name }) => `import { ${name} } from "@openwaba/${domain}";`);
  return [...imports, ...calls.map(({ byFunction }) => byFunction)];
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
