import type { SpecDocument } from "../specs/documents.ts";
import type { Versions } from "../specs/versions.ts";
import { aliasOf, importOf } from "./module.ts";
import { header, suffixOf } from "./words.ts";

interface Module {
  name: string;
  /** Graph versions that it describes. */
  versions: string[];
}

/** `src/generated/index.ts` of a domain: its paths and schemas joined per Graph version. */
export function writeDomainIndex(source: string, calls: Module[], components: Module[], versions: Versions): string {
  const imports = [...components, ...calls].map(({ name }) => importOf(name));
  const sections = [
    ...(calls.length > 0 ? joinPerVersion("Paths", "path", calls, versions) : []),
    ...joinPerVersion("Schemas", "schema", components, versions),
  ];
  return `${[`${header(source)}${imports.join("\n")}`, ...sections].join("\n\n")}\n`;
}

/** `PathsV23` for each version, `PathsByVersion` of all, and `Paths` of the default one. */
function joinPerVersion(kind: string, what: string, modules: Module[], versions: Versions): string[] {
  const basesOf = (version: string) =>
    modules
      .filter((module) => module.versions.includes(version))
      .map(({ name }) => `\n    ${aliasOf(name)}.${kind.toLowerCase()}`)
      .join(",");
  const described = versions.all.filter((version) => basesOf(version) !== "");
  const joined = described.map((version, index) => {
    const twin = described.slice(0, index).find((earlier) => basesOf(earlier) === basesOf(version));
    const bases = twin ? ` ${kind}${suffixOf(twin)}` : basesOf(version);
    return `/** Every ${what} of Graph ${version}${kind === "Schemas" ? ", by its name" : ""}. */\nexport interface ${kind}${suffixOf(version)} extends${bases} {}`;
  });
  const members = described.map((version) => `  "${version}": ${kind}${suffixOf(version)};`);
  return [
    ...joined,
    `export interface ${kind}ByVersion {\n${members.join("\n")}\n}`,
    `/** Every ${what} of the default Graph version, ${versions.default}. */\nexport type ${kind} = ${kind}ByVersion["${versions.default}"];`,
  ];
}

/** A domain without paths only describes webhooks. */
export function hasPaths(documents: SpecDocument[]): boolean {
  return documents.some((document) => Object.keys(document.openapi.paths ?? {}).length > 0);
}
