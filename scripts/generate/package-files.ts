import type { SpecDocument } from "./documents.ts";
import { operationsOf, resolve } from "./openapi.ts";
import { pascalCase } from "./words.ts";

/** What a new package begins with. Written once: from then on these files are kept by hand. */
export function writePackageFiles(domain: string, documents: SpecDocument[]): Record<string, string> {
  return {
    "package.json": writeManifest(domain, documents),
    "README.md": writeReadme(domain, documents),
    "src/index.ts": writeEntry(domain),
  };
}

function writeManifest(domain: string, documents: SpecDocument[]): string {
  const manifest = {
    name: `@openwaba/${domain}`,
    version: "0.0.0",
    description: `Typed client of the WhatsApp Business Platform: ${subjectOf(documents).name.toLowerCase()}`,
    keywords: ["whatsapp", "whatsapp-business", "graph-api", "openapi", "typescript"],
    license: "MIT",
    repository: { type: "git", url: "git+https://github.com/openwaba/openwaba.git", directory: `packages/${domain}` },
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./openapi/*": "./openapi/*",
      "./package.json": "./package.json",
    },
    files: ["dist", "openapi"],
    scripts: { build: "node ../../scripts/build.ts --documents own" },
    dependencies: { "@openwaba/runtime": "workspace:^" },
    publishConfig: { access: "public" },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function writeEntry(domain: string): string {
  const name = `create${pascalCase(domain)}Client`;
  return `import { type Client, type ClientOptions, createClient, type DefaultGraphVersion } from "@openwaba/runtime";
import type { PathsByVersion } from "./generated/index.ts";

export type { Paths, PathsByVersion, Schemas, SchemasByVersion } from "./generated/index.ts";

/**
 * A client of the operations of this package, typed for the Graph version in \`options\`.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * const client = ${name}({ auth: accessToken });
 */
export function ${name}<Version extends keyof PathsByVersion = DefaultGraphVersion>(
  options: ClientOptions<Version>,
): Client<PathsByVersion[Version]> {
  return createClient<PathsByVersion, Version>(options);
}
`;
}

function writeReadme(domain: string, documents: SpecDocument[]): string {
  const { name, description } = subjectOf(documents);
  return `# @openwaba/${domain}

${name} of the WhatsApp Business Platform, as a typed client for TypeScript.${description ? ` ${description}.` : ""}

\`\`\`sh
npm install @openwaba/${domain}
\`\`\`

\`\`\`ts
import { create${pascalCase(domain)}Client } from "@openwaba/${domain}";

const client = create${pascalCase(domain)}Client({ auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "" });

${writeCall(documents)}
if (error) console.error(error.error.code, error.error.message);
else console.log(data);
\`\`\`

## Operations

<!-- operations: written by \`pnpm generate\` -->
<!-- /operations -->

The OpenAPI documents that the types come from are in the package, one per Graph version:
\`@openwaba/${domain}/openapi/<version>/<api>.json\`.
`;
}

/** A call to write in a README: a GET where there is one, with the examples of its parameters. */
function writeCall(documents: SpecDocument[]): string {
  const all = documents.flatMap((document) => [...operationsOf(document.openapi)].map((found) => ({ document, ...found })));
  const chosen = all.find(({ method }) => method === "get") ?? all[0];
  if (!chosen) return "const { data, error } = { data: undefined, error: undefined };";
  const { document, item, method, operation, path } = chosen;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
    .map((reference) => resolve(document.openapi, reference))
    .filter((parameter) => parameter.in === "path")
    .map((parameter) => `${parameter.name}: ${JSON.stringify(String(parameter.example ?? "1234567890"))}`);
  const body = Object.values(operation.requestBody?.content?.["application/json"]?.examples ?? {})[0]?.value;
  const options = [
    ...(parameters.length > 0 ? [`  params: { path: { ${parameters.join(", ")} } },`] : []),
    ...(body === undefined ? [] : [`  body: ${JSON.stringify(body)},`]),
  ];
  return `const { data, error } = await client.${method.toUpperCase()}("${path}", {\n${options.join("\n")}\n});`;
}

/** The tag that the documents of a domain share says what the domain is. */
function subjectOf(documents: SpecDocument[]): { name: string; description?: string } {
  const [first] = documents;
  return first?.openapi.tags?.[0] ?? { name: first?.openapi.info.title ?? "" };
}
