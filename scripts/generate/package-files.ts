import type { SpecDocument } from "../specs/documents.ts";
import { hasPaths } from "./domain-index.ts";
import type { DomainFunction } from "./functions/join-versions.ts";
import { writeExample } from "./functions/write-example.ts";
import { pascalCase } from "./words.ts";

/** The initial files of a new package. Written once, then maintained by hand. */
export function writePackageFiles(
  domain: string,
  documents: SpecDocument[],
  functions: DomainFunction[],
): Record<string, string> {
  return {
    "package.json": writeManifest(domain, documents),
    "README.md": writeReadme(domain, documents, functions),
    "src/index.ts": hasPaths(documents) ? writeEntry(domain) : writeTypesEntry(),
  };
}

function writeManifest(domain: string, documents: SpecDocument[]): string {
  const manifest = {
    name: `@openwaba/${domain}`,
    version: "0.0.0",
    description: `Typed ${hasPaths(documents) ? "client" : "payloads"} of the WhatsApp Business Platform: ${subjectOf(documents).name.toLowerCase()}`,
    keywords: ["whatsapp", "whatsapp-business", "graph-api", "openapi", "typescript"],
    license: "MIT",
    author: "the openwaba contributors",
    homepage: `https://openwaba.github.io/openwaba/reference/packages/${domain}`,
    bugs: "https://github.com/openwaba/openwaba/issues",
    repository: { type: "git", url: "git+https://github.com/openwaba/openwaba.git", directory: `packages/${domain}` },
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    // for `moduleResolution: node`, which ignores exports
    main: "./dist/index.js",
    types: "./dist/index.d.ts",
    typesVersions: { "*": { "types/*": ["./dist/generated/*.d.ts"] } },
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      // declarations of users may refer to them
      "./types/*": { types: "./dist/generated/*.d.ts" },
      "./openapi/*": "./openapi/*",
      "./package.json": "./package.json",
    },
    files: ["dist", "openapi", "CHANGELOG.md"],
    scripts: { build: "node ../../scripts/build.ts --documents own" },
    ...(hasPaths(documents) && { dependencies: { "@openwaba/runtime": "workspace:^" } }),
    publishConfig: { access: "public" },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function writeEntry(domain: string): string {
  const name = `create${pascalCase(domain)}Client`;
  return `import { createClient, type CreateClient } from "@openwaba/runtime";
import type { PathsByVersion } from "./generated/index.ts";

export type { Paths, PathsByVersion, Schemas, SchemasByVersion } from "./generated/index.ts";
export * from "./generated/operations.ts";
export type * from "./generated/types.ts";

/**
 * A client of the operations of this package, typed for the Graph version in \`options\`.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * const client = ${name}({ auth: accessToken });
 */
export const ${name}: CreateClient<PathsByVersion> = createClient;
`;
}

function writeTypesEntry(): string {
  return `export type { Schemas, SchemasByVersion } from "./generated/index.ts";
export type * from "./generated/types.ts";
`;
}

function writeReadme(domain: string, documents: SpecDocument[], functions: DomainFunction[]): string {
  const { name, description } = subjectOf(documents);
  const isClient = hasPaths(documents);
  return `# @openwaba/${domain}

${name} of the WhatsApp Business Platform, as ${isClient ? "a typed client" : "types"} for TypeScript.${description ? ` ${description}.` : ""}

\`\`\`sh
npm install @openwaba/${domain}
\`\`\`

\`\`\`ts
${isClient ? writeCall(domain, functions) : writePayload(domain, documents)}
\`\`\`
${isClient ? "\nA call that the platform rejects throws a `GraphError`.\n\n## Operations\n\n<!-- operations: written by `pnpm generate` -->\n<!-- /operations -->\n" : ""}
The OpenAPI documents that the types come from are in the package, one per Graph version:
\`@openwaba/${domain}/openapi/<version>/<api>.json\`.
`;
}

/** A call to show in a README: a GET where there is one. */
function writeCall(domain: string, functions: DomainFunction[]): string {
  const [chosen] = functions.toSorted((one, other) => Number(other.method === "get") - Number(one.method === "get"));
  if (!chosen) throw new TypeError(`Cannot write the README of ${domain}: it has no functions`);
  const create = `create${pascalCase(domain)}Client`;
  return `import { ${create}, ${chosen.name} } from "@openwaba/${domain}";

const client = ${create}({ auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "" });

${writeExample(chosen)}${chosen.isList ? "" : "\nconsole.log(answer);"}`;
}

function writePayload(domain: string, documents: SpecDocument[]): string {
  const [schema] = documents.flatMap(({ openapi }) => Object.keys(openapi.components?.schemas ?? {}));
  return `import type { Schemas } from "@openwaba/${domain}";

export function receive(payload: Schemas["${schema}"]): void {
  console.log(payload);
}`;
}

/** The tag that the documents of a domain share describes the domain. */
function subjectOf(documents: SpecDocument[]): { name: string; description?: string } {
  const [first] = documents;
  return first?.openapi.tags?.[0] ?? { name: first?.openapi.info.title ?? "" };
}
