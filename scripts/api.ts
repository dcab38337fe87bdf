import { join } from "node:path";
import { listEntries } from "./api/entries.ts";
import { extractReports } from "./api/extract.ts";
import { compareReports, writeReports } from "./api/files.ts";
import { checkFlag, command, CommandError, runCommand } from "./lib/command.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "docs/api");

const api = command({
  summary: "Writes the public types of every entry of every package to docs/api, for review; needs a build",
  flags: { check: checkFlag },
  async run({ check }) {
    const reports = await extractReports(await listEntries(root));
    const difference = await compareReports(folder, reports);
    if (check && difference !== "") {
      throw new CommandError(
        `${difference}\nThe public API changed: when it should, run \`pnpm api\` and commit docs/api`,
      );
    }
    if (difference !== "") await writeReports(folder, reports);
    console.log(`${reports.size} entries ${difference === "" ? "are as docs/api says" : "written to docs/api"}`);
  },
});

await runCommand("pnpm api", api);
