import type { SpecDocument } from "../specs/documents.ts";
import type { Versions } from "../specs/versions.ts";
import { header } from "./words.ts";

/** `src/generated/index.ts` of a domain: its documents joined per Graph version. */
export function writeDomainIndex(domain: string, documents: SpecDocument[], versions: Versions): string {
  const described = versions.all.filter((version) => documents.some((document) => document.versions.includes(version)));
  const aliases = new Map(documents.map((document) => [document, aliasOf(document.name)]));
  const aliasesOf = (version: string) =>
    documents.filter((document) => document.versions.includes(version)).map((document) => aliases.get(document));

  const imports = documents.map(
    (document) => `import type * as ${aliases.get(document)} from "./${document.name}.ts";`,
  );
  /** An earlier version with the same documents, if any. */
  const twinOf = (version: string) =>
    described
      .slice(0, described.indexOf(version))
      .find((earlier) => `${aliasesOf(earlier)}` === `${aliasesOf(version)}`);
  const paths = described.map((version) => {
    const twin = twinOf(version);
    const bases = twin
      ? ` Paths${suffixOf(twin)}`
      : aliasesOf(version)
          .map((alias) => `\n    ${alias}.paths`)
          .join(",");
    return `/** Every path of Graph ${version}. */\nexport interface Paths${suffixOf(version)} extends${bases} {}`;
  });
  const schemas = described.map((version) => {
    const twin = twinOf(version);
    const parts = aliasesOf(version).map((alias) => `\n  & ${alias}.components["schemas"]`);
    const type = twin ? ` Schemas${suffixOf(twin)}` : parts.join("");
    return `/** Every schema of Graph ${version}, by its name. */\nexport type Schemas${suffixOf(version)} =${type};`;
  });
  const byVersion = (kind: string) => `export interface ${kind}ByVersion {
${described.map((version) => `  "${version}": ${kind}${suffixOf(version)};`).join("\n")}
}`;
  const ofDefault = (kind: string, what: string) =>
    `/** Every ${what} of the default Graph version, ${versions.default}. */\nexport type ${kind} = ${kind}ByVersion["${versions.default}"];`;

  return `${[
    `${header(`specs/${domain}`)}${imports.join("\n")}`,
    ...(hasPaths(documents) ? [...paths, byVersion("Paths"), ofDefault("Paths", "path")] : []),
    ...schemas,
    byVersion("Schemas"),
    ofDefault("Schemas", "schema"),
  ].join("\n\n")}\n`;
}

/** A domain without paths only describes webhooks. */
export function hasPaths(documents: SpecDocument[]): boolean {
  return documents.some((document) => Object.keys(document.openapi.paths ?? {}).length > 0);
}

/** `partners.v23.0` → `partners_v23_0` */
function aliasOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_]/g, "_");
}

/** `v23.0` → `V23` */
function suffixOf(version: string): string {
  return version.replace(/^v/, "V").replace(/\.0$/, "").replaceAll(".", "_");
}
