// Writes the public types of every entry of every package to docs/api, for review; with --check only prints what
// differs, and fails if anything does; outside CI it still writes reports of new entries. The packages must be built.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listEntries } from "./api/entries.ts";
import { extractReports } from "./api/extract.ts";
import { compareReports, writeNewReports, writeReports } from "./api/files.ts";
import { CommandError, runCommand } from "./lib/command.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "docs/api");

await runCommand(async () => {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const reports = await extractReports(await listEntries(root));
  if (values.check && !process.env["CI"]) {
    for (const file of await writeNewReports(folder, reports))
      console.log(`Wrote docs/api/${file} for a new entry: commit it`);
  }
  const difference = await compareReports(folder, reports);
  if (difference !== "" && values.check) {
    throw new CommandError(
      `${difference}\nThe public API changed: when it should, run \`pnpm report:api\` and commit docs/api`,
    );
  }
  if (difference !== "") await writeReports(folder, reports);
  console.log(`${reports.size} entries ${difference === "" ? "are as docs/api says" : "written to docs/api"}`);
});
