import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { publint } from "publint";
import { describe, expect, test } from "vitest";
import { listDomains, readDocuments } from "../scripts/specs/documents.ts";
import { operationsOf } from "../scripts/specs/openapi.ts";
import { listPackages } from "../scripts/specs/packages.ts";
import { spawnSync } from "../scripts/lib/spawn.ts";
import { compileUserCode } from "../scripts/lib/user-code.ts";

const root = dirname(import.meta.dirname);
const domains = await listDomains(root);
const documents = await readDocuments(root, domains);
const callable = domains.filter((domain) =>
  documents.some((document) => document.domain === domain && document.openapi.paths),
);
const packages = await listPackages(root);
const { scope, repository, homepage, author } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

describe.each(packages)("packages/%s", (name) => {
  const folder = join(root, "packages", name);
  const read = (file: string) => readFile(join(folder, file), "utf8");

  test("has a manifest that can be published", async () => {
    const manifest = JSON.parse(await read("package.json"));
    expect(manifest).toMatchObject({
      name: name === "umbrella" ? scope.slice(1) : `${scope}/${name}`,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      description: expect.stringMatching(/\S/),
      license: "MIT",
      author,
      homepage: `${homepage}/reference/packages/${name}`,
      bugs: `${repository}/issues`,
      repository: { type: "git", url: `git+${repository}.git`, directory: `packages/${name}` },
      type: "module",
      engines: { node: ">=20.19" },
      exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
      publishConfig: { access: "public" },
    });
    expect(manifest).not.toHaveProperty("private");
    expect(manifest).not.toHaveProperty("devEngines");
  });

  test("has types for compilers that know no exports, by the same names", async () => {
    const { exports, main, types, typesVersions } = JSON.parse(await read("package.json"));
    const [entry, ...others] = Object.entries<Entry>(exports).flatMap(([path, { types: file }]) =>
      file ? [[path.slice("./".length), file]] : [],
    );
    expect({ main, types, typesVersions: Object.entries(typesVersions?.["*"] ?? {}) }).toEqual({
      main: exports["."].default,
      types: entry?.[1],
      typesVersions: others.map(([path, file]) => [path, [file]]),
    });
  });

  test("packs what was built, and no sources, tests or caches", async () => {
    const packed = spawnSync("pnpm", ["pack", "--dry-run", "--json"], { cwd: folder, encoding: "utf8" });
    const files: string[] = JSON.parse(packed.stdout).files.map((file: { path: string }) => file.path);
    expect(files).toEqual(
      expect.arrayContaining(["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"]),
    );
    const { files: parts } = JSON.parse(await read("package.json"));
    for (const part of parts.filter((path: string) => !path.includes(".")))
      expect(files.filter((file) => file.startsWith(`${part}/`))).not.toEqual([]);
    const own = files.filter((file) => !/^((dist|openapi|page)\/|CHANGELOG\.md$)/.test(file));
    expect(own.toSorted()).toEqual(["LICENSE", "README.md", "package.json"]);
    expect(files.filter((file) => /\.test|tsbuildinfo|\.cache/.test(file))).toEqual([]);
    // generated modules of a domain hold types alone, or are part of its entry
    const others = domains.includes(name) ? files.filter((file) => /generated\/.*\.js$/.test(file)) : [];
    expect(others).toEqual([]);
  });

  test("is clean for publint", async () => {
    const { messages } = await publint({ pkgDir: folder, strict: true });
    expect(messages).toEqual([]);
  });

  test("has types that every module system of ES modules resolves", () => {
    const checked = spawnSync("attw", ["--pack", folder, "--profile", "esm-only", "--quiet"], { encoding: "utf8" });
    expect(checked.status, checked.stdout).toBe(0);
  });

  test("names its exports one by one, but for those that are generated", async () => {
    const entry = await read("src/index.ts");
    expect(entry.match(/export (type )?\*.*/g) ?? []).toEqual(
      entry.match(/export (type )?\* from "\.\/generated\/.*/g) ?? [],
    );
  });

  test("has a README whose TypeScript compiles", async () => {
    const code = typeScriptIn(await read("README.md"));
    expect(code).not.toBe("");
    expect(await compileUserCode(new Map([["readme", code]]), join(folder, "node_modules"))).toBe("");
  });
});

test("the README of the repository has TypeScript that compiles", async () => {
  const code = typeScriptIn(await readFile(join(root, "README.md"), "utf8"));
  expect(code).not.toBe("");
  expect(await compileUserCode(new Map([["readme", code]]), join(root, "node_modules"))).toBe("");
});

describe.each(callable)("packages/%s", (domain) => {
  const folder = join(root, "packages", domain);

  test("exports a function that makes a client, and does nothing else when imported", async () => {
    const module: Record<string, unknown> = await import(pathToFileURL(join(folder, "dist/index.js")).href);
    const names = Object.keys(module).filter((name) => /^create[A-Z]\w*Client$/.test(name));
    expect(names).toHaveLength(1);
    const create = module[names[0] ?? ""] as (options: object) => Record<string, unknown>;
    expect(Object.keys(create({ auth: "EAAB" }))).toEqual(expect.arrayContaining(["GET", "POST", "DELETE"]));
  });

  test("lists its operations in its README", async () => {
    const readme = await readFile(join(folder, "README.md"), "utf8");
    for (const { openapi } of documents.filter((document) => document.domain === domain)) {
      for (const { method, address } of operationsOf(openapi))
        expect(readme).toContain(`\`${method.toUpperCase()} ${address}\``);
    }
  });
});

describe.each(domains)("packages/%s", (domain) => {
  const folder = join(root, "packages", domain);

  test("ships a document for each API and version, and in it that version alone", async () => {
    for (const { name, versions, openapi } of documents.filter((document) => document.domain === domain)) {
      for (const version of versions) {
        const file = join(folder, "openapi", version, `${name.split(".")[0]}.json`);
        const shipped = JSON.parse(await readFile(file, "utf8"));
        expect(shipped["x-graph-versions"]).toEqual([version]);
        const server = openapi.paths && expect.objectContaining({ enum: [version], default: version });
        expect(shipped.servers?.[0].variables.version).toEqual(server);
        expect(JSON.stringify(shipped)).not.toMatch(/"\$ref":"[^#]/);
      }
    }
  });
});

interface Entry {
  types?: string;
}

test("every domain has a package", () => {
  expect(domains.filter((domain) => !existsSync(join(root, "packages", domain, "package.json")))).toEqual([]);
});

/** All TypeScript of a README, as one module. */
function typeScriptIn(readme: string): string {
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code).join("\n");
}
