import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { bundle, createConfig, getLineColLocation, type Source } from "@redocly/openapi-core";
import { parse } from "yaml";
import type { OpenApiDocument } from "./openapi.ts";

/** One spec file with every reference to other files resolved into its own components. */
export interface SpecDocument {
  domain: string;
  /** File name without `.yaml`: `partners`, or `partners.v23.0` for an older shape. */
  name: string;
  /** Path from the repository's root, for messages. */
  file: string;
  /** Graph versions that it describes. */
  versions: string[];
  openapi: OpenApiDocument;
  /** `file:line:column` of a JSON pointer in the file. */
  at: (pointer: string) => string;
}

export interface Versions {
  all: string[];
  default: string;
}

/** What is wrong with the specs, a line each, beginning with `file:line:column`. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  constructor(problems: string[]) {
    super(`Cannot generate: ${problems.length} problem(s) in the specs\n${problems.map((line) => `  ${line}`).join("\n")}`);
  }
}

/** The folders in `specs/` that hold documents, each of which is a package. */
export async function listDomains(root: string): Promise<string[]> {
  const entries = await readdir(join(root, "specs"), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "shared").map((entry) => entry.name);
  const counts = await Promise.all(folders.map(async (folder) => (await listFiles(root, folder)).length));
  return folders.filter((_, index) => counts[index] !== 0).toSorted();
}

async function listFiles(root: string, domain: string): Promise<string[]> {
  const files = await readdir(join(root, "specs", domain));
  return files.filter((file) => file.endsWith(".yaml")).toSorted();
}

export async function readVersions(root: string): Promise<Versions> {
  const shared = parse(await readFile(join(root, "specs/shared/versions.yaml"), "utf8"));
  return { all: shared.all, default: shared.server.variables.version.default };
}

/**
 * Reads all documents of `domains`.
 *
 * @throws {SpecError} naming file and line of each reference that does not resolve, each schema name
 * that stands for two things, and each document without versions
 */
export async function readDocuments(root: string, domains: string[]): Promise<SpecDocument[]> {
  const config = await createConfig({});
  const problems: string[] = [];
  const documents: SpecDocument[] = [];
  for (const domain of domains) {
    for (const fileName of await listFiles(root, domain)) {
      const file = join("specs", domain, fileName);
      const result = await bundle({ ref: join(root, file), config, componentRenamingConflicts: "error" }).catch(
        (error: unknown) => {
          problems.push(`${file}:1:1 ${error instanceof Error ? error.message : error}`);
        },
      );
      if (!result) continue;
      for (const problem of result.problems) {
        const [location] = problem.location;
        const where = location ? place(root, location.source, location.pointer ?? "#/") : `${file}:1:1`;
        problems.push(`${where} ${problem.message.replaceAll("\n", " ")}`);
      }
      const openapi = result.bundle.parsed as OpenApiDocument;
      const versions = openapi["x-graph-versions"];
      if (!Array.isArray(versions) || versions.length === 0) {
        problems.push(`${file}:1:1 x-graph-versions is missing: name the versions that the document describes`);
        continue;
      }
      documents.push({
        domain,
        name: fileName.slice(0, -".yaml".length),
        file,
        versions,
        openapi,
        at: (pointer) => place(root, result.bundle.source, pointer),
      });
    }
  }
  if (problems.length > 0) throw new SpecError([...new Set(problems)]);
  return documents;
}

function place(root: string, source: Source, pointer: string): string {
  const { start } = getLineColLocation({ source, pointer, reportOnKey: true });
  return `${relative(root, source.absoluteRef)}:${start.line}:${start.col}`;
}
