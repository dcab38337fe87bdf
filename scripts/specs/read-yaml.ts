import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** What a YAML file holds, unchecked. */
export async function readYaml<Content>(path: string): Promise<Content> {
  return parse(await readFile(path, "utf8"));
}
