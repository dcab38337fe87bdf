import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { bundle } from "./build/bundle.ts";
import { compile } from "./build/compile.ts";
import { allDocuments, documentsPerVersion, writeDocuments } from "./build/documents.ts";
import { command, runCommand } from "./lib/command.ts";
import { listDomains, readDocuments } from "./specs/documents.ts";

const root = join(import.meta.dirname, "..");

const build = command({
  summary: "Builds the package in the current folder: compiles src/ to dist/, one file for each entry",
  flags: {
    documents: {
      type: "string",
      choices: ["own", "all"],
      is: "also bundle to openapi/ the documents of its domain, one per Graph version, or those of all domains",
    },
  },
  async run({ documents }) {
    const folder = process.cwd();
    await rm(join(folder, "dist"), { recursive: true, force: true });
    if (!(await compile(root, folder))) process.exit(1);
    await bundle(folder);
    if (documents === "own") {
      await writeDocuments(folder, documentsPerVersion(await readDocuments(root, [basename(folder)])));
    } else if (documents === "all") {
      await writeDocuments(folder, allDocuments(await readDocuments(root, await listDomains(root))));
    }
  },
});

await runCommand("pnpm build", build);
