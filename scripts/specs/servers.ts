import { join } from "node:path";
import { escapePointerFragment } from "@redocly/openapi-core";
import type { SpecDocument } from "./documents.ts";
import { addressOf } from "./openapi.ts";
import { readYaml } from "./read-yaml.ts";
import { SpecError } from "./spec-error.ts";
import { versionsFile } from "./versions.ts";

/** The host of calls without a Graph version. */
export async function readUnversionedServer(root: string): Promise<string> {
  const file = await readYaml<{ "unversioned-server": { url: string } }>(join(root, versionsFile));
  return file["unversioned-server"].url;
}

/** @throws {SpecError} if a path names a server to which the client sends no token */
export function checkServers(documents: SpecDocument[], unversionedServer: string): void {
  const problems = documents.flatMap(({ openapi, at }) =>
    Object.entries(openapi.paths ?? {})
      .filter(([path, item]) => ![path, unversionedServer + path].includes(addressOf(path, item)))
      .map(
        ([path]) =>
          `${at(`#/paths/${escapePointerFragment(path)}/servers`)} ${path} has a server that the client does not know: refer to unversioned-server of ${versionsFile}`,
      ),
  );
  if (problems.length > 0) throw new SpecError(problems);
}
