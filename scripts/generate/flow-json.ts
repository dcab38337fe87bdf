import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readYaml } from "../specs/read-yaml.ts";
import { compactSchemas } from "./flow-json/compact.ts";
import { checkDefinitions, type Definitions } from "./flow-json/definitions.ts";
import { writeFlowTypes } from "./flow-json/types.ts";
import { header } from "./words.ts";

const source = "specs/flows/flow-json";
const target = "packages/flows/src/generated/flow-json";

/**
 * The types of Flow JSON, and the schema that it is validated by.
 *
 * @throws {SpecError} if a definition has the name of another, or refers to none
 */
export async function writeFlowJson(root: string): Promise<Record<string, string>> {
  const folder = join(root, source);
  if (!existsSync(folder)) return {};
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml") && file !== "vocabulary.yaml");
  const parts = await Promise.all(
    files.toSorted().map(async (file) => ({
      file: `${source}/${file}`,
      definitions: (await readYaml<{ $defs: Definitions }>(join(folder, file))).$defs,
    })),
  );
  const definitions = checkDefinitions(parts);
  return {
    [`${target}/types.ts`]: await writeFlowTypes(source, definitions),
    [`${target}/schema.ts`]: `${header(source)}import type { Schema } from "../../flow-json/schema/schema.ts";

export const schemas: Readonly<Record<string, Schema>> = /* @__PURE__ */ JSON.parse(
  ${quote(JSON.stringify(compactSchemas(definitions)))},
);
`,
  };
}

/** In single quotes, as JSON is full of double ones. */
function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, (character) => `\\${character}`)}'`;
}
