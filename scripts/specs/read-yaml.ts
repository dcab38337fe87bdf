import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** The content of a YAML file, unchecked. */
export async function readYaml<Content>(path: string): Promise<Content> {
  return parse(await readFile(path, "utf8"));
}
