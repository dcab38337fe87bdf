import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { BaseResolver, bundle, createConfig, type Plugin, Source } from "@redocly/openapi-core";
import type { OpenApiDocument } from "./openapi.ts";
import { placeOf, placeOfTarget } from "./place.ts";
import { SpecError } from "./spec-error.ts";
import { problemOf, readVersions } from "./versions.ts";

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
  /** `file:line:column` of a JSON pointer in the file, or in the part that it refers to there. */
  at: (pointer: string) => string;
}

/** Folders in `specs/` that are no domains: shared parts, Arazzo workflows, and what `pnpm new` starts from. */
export const otherFolders = ["shared", "workflows", "new"];

/** The folders in `specs/` that hold documents, each of which is a package. */
export async function listDomains(root: string): Promise<string[]> {
  const entries = await readdir(join(root, "specs"), { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && !otherFolders.includes(entry.name))
    .map((entry) => entry.name);
  const counts = await Promise.all(folders.map(async (folder) => (await listFiles(root, folder)).length));
  return folders.filter((_, index) => counts[index] !== 0).toSorted();
}

async function listFiles(root: string, domain: string): Promise<string[]> {
  const files = await readdir(join(root, "specs", domain));
  return files.filter((file) => file.endsWith(".yaml")).toSorted();
}

/** Planned files: path from the repository's root → content, undefined for a file to remove. */
type PlannedContent = ReadonlyMap<string, string | undefined>;

/** Reads the planned content of a file, else the current one. */
class PlannedFiles extends BaseResolver {
  readonly #root: string;
  readonly #plan: PlannedContent;

  constructor(root: string, plan: PlannedContent) {
    super();
    this.#root = root;
    this.#plan = plan;
  }

  override async loadExternalRef(file: string): Promise<Source> {
    const planned = this.#plan.get(relative(this.#root, file));
    return planned === undefined ? super.loadExternalRef(file) : new Source(file, planned);
  }
}

/** An example of a part is bundled where it is used: Redocly makes a component of what it knows as one, values apart. */
const examplesInPlace: Plugin = {
  id: "examples-in-place",
  typeExtension: {
    oas3: (types) => ({ ...types, ExamplesMap: { properties: {}, additionalProperties: { resolvable: true } } }),
  },
};

/**
 * Reads all documents of `domains`, with the planned content of the files that they refer to.
 *
 * @throws {SpecError} naming file and line of each reference that does not resolve, each schema name
 * with two meanings, and each document without versions
 */
export async function readDocuments(
  root: string,
  domains: string[],
  plan: PlannedContent = new Map(),
): Promise<SpecDocument[]> {
  const config = await createConfig({ plugins: [examplesInPlace] });
  const { all } = await readVersions(root);
  const problems: string[] = [];
  const documents: SpecDocument[] = [];
  for (const domain of domains) {
    for (const fileName of await listFiles(root, domain)) {
      const file = join("specs", domain, fileName);
      const externalRefResolver = new PlannedFiles(root, plan);
      const result = await bundle({
        ref: join(root, file),
        config,
        componentRenamingConflicts: "error",
        externalRefResolver,
      }).catch((error: unknown) => {
        problems.push(`${file}:1:1 ${error instanceof Error ? error.message : error}`);
      });
      if (!result) continue;
      for (const problem of result.problems) {
        const [location] = problem.location;
        if (location?.pointer?.startsWith("#/x-graph-versions")) continue; // reported below, in a clearer message
        const where = location ? placeOf(root, location.source, location.pointer ?? "#/") : `${file}:1:1`;
        problems.push(`${where} ${problem.message.replaceAll("\n", " ")}`);
      }
      const openapi = result.bundle.parsed as OpenApiDocument;
      const { source } = result.bundle;
      const { "x-graph-versions": versions = [] } = openapi;
      const problem = problemOf(openapi["x-graph-versions"], all);
      if (problem) {
        problems.push(`${placeOf(root, source, "#/x-graph-versions")} x-graph-versions ${problem}`);
        continue;
      }
      documents.push({
        domain,
        name: fileName.slice(0, -".yaml".length),
        file,
        versions,
        openapi,
        at: (pointer) => placeOfTarget(root, source, pointer),
      });
    }
  }
  if (problems.length > 0) throw new SpecError([...new Set(problems)]);
  return documents;
}
