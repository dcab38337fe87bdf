import { cp, rm } from "node:fs/promises";
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
    page: { type: "string", is: "also copy to page/ what the package of this folder was built to" },
  },
  async run({ documents, page }) {
    const folder = process.cwd();
    await rm(join(folder, "dist"), { recursive: true, force: true });
    if (!(await compile(root, folder))) process.exit(1);
    await bundle(folder);
    if (page !== undefined) await copyPage(join(root, "packages", page, "dist"), join(folder, "page"));
    if (documents === "own") {
      await writeDocuments(folder, documentsPerVersion(await readDocuments(root, [basename(folder)])));
    } else if (documents === "all") {
      await writeDocuments(folder, allDocuments(await readDocuments(root, await listDomains(root))));
    }
  },
});

await runCommand("pnpm build", build);

async function copyPage(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
}
