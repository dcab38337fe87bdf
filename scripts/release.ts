import { join } from "node:path";
import { command, commands, runCommand } from "./lib/command.ts";
import { checkPackages } from "./release/check.ts";
import { packPackages } from "./release/pack.ts";

const root = join(import.meta.dirname, "..");

const release = commands("Readies a release; `changeset version` and `changeset publish` do the rest", {
  check: command({ summary: "Builds and checks what would be published", run: () => checkPackages(root) }),
  pack: command({
    summary: "Checks and packs, for the workflow, what the registry does not have",
    run: () => packPackages(root),
  }),
});

await runCommand("pnpm release", release);
