import { join } from "node:path";
import { readYaml } from "../specs/read-yaml.ts";
import { header } from "./words.ts";

interface MediaKind {
  maxSize: number;
  /** Extensions by media type. */
  types: Record<string, string[]>;
}

const source = "specs/shared/media-types.yaml";

/** The kinds of media: for the package that uploads files, with their extensions, and for the sandbox that accepts them. */
export async function writeMediaTypes(root: string): Promise<Record<string, string>> {
  const { kinds } = await readYaml<{ kinds: Record<string, MediaKind> }>(join(root, source));
  const all = Object.entries(kinds).map(([kind, { maxSize, types }]) => ({ kind, maxSize, types: Object.keys(types) }));
  const extensions = Object.values(kinds).flatMap(({ types }) =>
    Object.entries(types).flatMap(([type, own]) => own.map((extension) => [extension, type])),
  );
  const listed = `${header(source)}export const kinds = ${JSON.stringify(all, null, 2)} as const;\n`;
  const typeOf = `export const typeOfExtension: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(extensions), null, 2)};\n`;
  return {
    "packages/media/src/generated/media-types.ts": `${listed}\n${typeOf}`,
    "packages/sandbox/src/generated/media-types.ts": listed,
  };
}
