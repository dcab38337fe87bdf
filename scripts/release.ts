import { join } from "node:path";
import { command, CommandError, commands, runCommand } from "./lib/command.ts";
import { applyChangesets, hasChangesets, plannedReleases, unpublishedReleases } from "./release/changesets.ts";
import { checkPackages } from "./release/check.ts";
import { packPackages } from "./release/pack.ts";
import { requireNpmLogin } from "./release/permission.ts";
import { publishPackages, showReleases } from "./release/publish.ts";
import { commitVersions, requireCleanTree } from "./release/tree.ts";

const root = join(import.meta.dirname, "..");

async function version(isDry: boolean): Promise<void> {
  requireCleanTree(root);
  if (!(await hasChangesets(root))) return console.log("No changesets: all versions stay unchanged");
  if (!isDry) return applyChangesets(root);
  for (const release of await plannedReleases(root)) console.log(`Would write ${release.name} ${release.version}`);
}

/** For the workflow, which runs on every push: packs nothing while there are changesets. */
async function pack(isDry: boolean): Promise<void> {
  requireCleanTree(root);
  if (await hasChangesets(root))
    return console.log("Nothing to pack: there are changesets, and their versions must be written first");
  const releases = await unpublishedReleases(root);
  if (releases.length === 0) return console.log("Nothing to pack: the registry has every version");
  await checkPackages(root);
  if (isDry) await showReleases(root, releases);
  else await packPackages(root);
}

async function publish(isDry: boolean): Promise<void> {
  requireCleanTree(root);
  if (await hasChangesets(root)) {
    throw new CommandError(
      "Cannot publish: there are changesets, so run `pnpm release version` and commit, or `pnpm release` for both",
    );
  }
  if (!isDry) requireNpmLogin(root);
  await checkPackages(root);
  if (isDry) await showReleases(root, await unpublishedReleases(root));
  else publishPackages(root);
}

/** A release by hand: commits the versions; after a failure it can be run again. */
async function all(isDry: boolean): Promise<void> {
  requireCleanTree(root);
  if (!isDry) requireNpmLogin(root);
  if (await hasChangesets(root)) {
    if (isDry) {
      await checkPackages(root);
      return showReleases(root, await plannedReleases(root));
    }
    applyChangesets(root);
    commitVersions(root);
  }
  await publish(isDry);
  if (!isDry) console.log("Published: push the commit and its tags with `git push --follow-tags`");
}

const flags = { "dry-run": { type: "boolean", is: "write and publish nothing" } } as const;
const step = (summary: string, run: (isDry: boolean) => Promise<void>) =>
  command({ summary, flags, run: (values) => run(values["dry-run"]) });

const release = commands(
  "Releases the packages; without a step all of them but `pack`, and commits the versions",
  {
    version: step("Writes versions and changelogs from the changesets", version),
    check: step("Builds and checks what would be published", () => checkPackages(root)),
    pack: step("Checks and packs, for a workflow, what the registry does not have", pack),
    publish: step("Checks, publishes and tags what the registry does not have", publish),
  },
  step("Releases the packages by hand", all),
);

await runCommand("pnpm release", release);
