import { handWrittenIn } from "./functions/hand-written.ts";
import { header } from "./words.ts";

/** A package that the one for all re-exports: its entry, and what is generated of it. */
interface Member {
  /** Its name on npm. */
  name: string;
  folder: string;
  entry: string;
  /** `src/generated/operations.ts`, if it has one. */
  operations: string | undefined;
  /** Whether types are generated from its specs. */
  hasTypes: boolean;
}

/** Names that each domain has for itself. */
const perDomain = new Set(["Paths", "PathsByVersion", "Schemas", "SchemasByVersion"]);

/**
 * The files in `src/generated` of the package that re-exports all others, by name. It names what it exports one by one:
 * types of one name in two domains would vanish from `export *`. Types that are generated are in a namespace for each
 * domain.
 */
export function writeUmbrella(members: readonly Member[]): Record<string, string> {
  const domains = members.filter(({ operations }) => operations !== undefined);
  const exported = members.map(({ name, entry, operations = "" }) => {
    const own = handWrittenIn(entry).filter((each) => !perDomain.has(each.name));
    const written = new Set(own.map((each) => each.name));
    const functions = [...operations.matchAll(/^export function (\w+)/gm)].flatMap(([, found = ""]) =>
      written.has(found) ? [] : [{ name: found, isType: false }],
    );
    const names = [...own, ...functions].map((each) => `  ${each.isType ? "type " : ""}${each.name},\n`);
    return `export {\n${names.join("")}} from "${name}";\n`;
  });
  const typed = members.filter(({ hasTypes }) => hasTypes);
  const namespaces = typed.map(({ name, folder }) => `import type * as ${camelCase(folder)} from "${name}";\n`);
  const spaces = typed.map(({ folder }) => `  ${camelCase(folder)},\n`);
  const imports = domains.map(({ name, folder }) => `import type * as ${camelCase(folder)} from "${name}";\n`);
  const joined = (type: string) => domains.map(({ folder }) => `\n  & ${camelCase(folder)}.${type}`).join("");
  const source = header("specs");
  return {
    "exports.ts": `${source}${namespaces.join("")}\n${exported.join("")}export type {\n${spaces.join("")}};\n`,
    "paths.ts": `${source}${imports.join("")}
/** Every path of every domain, by Graph version. */
export type PathsByVersion =${joined("PathsByVersion")};

/** Every path of every domain in the default Graph version. */
export type Paths =${joined("Paths")};
`,
  };
}

/** `phone-numbers` → `phoneNumbers` */
function camelCase(folder: string): string {
  return folder.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
