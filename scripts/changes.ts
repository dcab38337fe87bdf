import { join } from "node:path";
import { readPending, writeChangeset } from "./changes/changesets.ts";
import { collectChanges } from "./changes/packages.ts";
import { missingChangesets, report } from "./changes/report.ts";
import { judge, propose } from "./changes/verdict.ts";
import { checkFlag, command, CommandError, runCommand } from "./lib/command.ts";

const repository = join(import.meta.dirname, "..");

const changes = command({
  summary: "Prints what changed in the specs since the last release of each package, and writes missing changesets",
  flags: {
    check: { ...checkFlag, is: "write nothing, fail if a changeset is missing or its bump is too small" },
    root: { type: "string", is: "the repository, by default this one" },
  },
  async run({ check, root = repository }) {
    const verdicts = judge(await collectChanges(root), await readPending(root));
    const proposals = propose(verdicts);
    console.log(report(verdicts, proposals));
    if (check && proposals.size > 0) throw new CommandError(missingChangesets(verdicts));
    for (const [name, changeset] of proposals) console.log(`wrote ${await writeChangeset(root, name, changeset)}`);
  },
});

await runCommand("pnpm changes", changes);
