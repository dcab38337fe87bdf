// Prints what changed in the specs since the last release of each package and proposes changesets; --write writes them,
// --check fails if one is missing or its bump is too small.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readPending, writeChangeset } from "./changes/changesets.ts";
import { collectChanges } from "./changes/packages.ts";
import { report, missingChangesets } from "./changes/report.ts";
import { judge, propose } from "./changes/verdict.ts";
import { CommandError, runCommand } from "./lib/command.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    root: { type: "string", default: join(import.meta.dirname, "..") },
  },
});

await runCommand(async () => {
  const verdicts = judge(await collectChanges(values.root), await readPending(values.root));
  const proposals = propose(verdicts);
  console.log(report(verdicts, proposals));
  if (values.write) {
    for (const [name, changeset] of proposals)
      console.log(`wrote ${await writeChangeset(values.root, name, changeset)}`);
  } else if (values.check && proposals.size > 0) {
    throw new CommandError(missingChangesets(verdicts));
  }
});
