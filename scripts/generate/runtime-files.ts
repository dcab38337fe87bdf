import { type Versions, versionsFile } from "../specs/versions.ts";
import { join } from "node:path";
import { writeErrorCodes } from "./error-codes.ts";
import type { OpenApiDocument } from "../specs/openapi.ts";
import { readUnversionedServer } from "../specs/servers.ts";
import { readYaml } from "../specs/read-yaml.ts";
import { writeModule } from "./module.ts";
import { typesOf } from "./types.ts";
import { header } from "./words.ts";

/** The files of the runtime from `specs/shared`: versions, and the types that all packages share. */
export async function writeRuntimeFiles(root: string, versions: Versions): Promise<Record<string, string>> {
  const shared = async (topic: string) => {
    const source = `specs/shared/${topic}.yaml`;
    const { components } = await readYaml<Pick<OpenApiDocument, "components">>(join(root, source));
    const schemas = { components: { schemas: components?.schemas ?? {} } };
    const info = { title: topic, version: "1.0.0" };
    const openapi = { openapi: "3.1.0", info, paths: {}, ...schemas };
    const [types] = await typesOf([{ openapi, at: String, versions: versions.all }]);
    return writeModule(
      topic,
      source,
      (types?.schemas ?? []).map((node) => ({ node, meanings: new Map() })),
    );
  };
  return {
    ...(await writeErrorCodes(root)),
    "errors.ts": await shared("errors"),
    "paging.ts": await shared("paging"),
    "versions.ts": `${header(versionsFile)}export const graphVersions = ${JSON.stringify(versions.all).replaceAll(",", ", ")} as const;

export const defaultGraphVersion = "${versions.default}";

/** The host of calls without a version. */
export const unversionedServer = "${await readUnversionedServer(root)}";
`,
  };
}
