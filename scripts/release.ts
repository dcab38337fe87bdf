// Releases the packages: `version` writes versions and changelogs from the changesets, `check` builds and checks what
// would be published, `pack` checks and packs it for a workflow, `publish` checks and publishes it; without a step, all
// of them but `pack`. --dry-run writes and publishes nothing.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CommandError, runCommand } from "./lib/command.ts";
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

const verbs = new Map(Object.entries({ version, check: () => checkPackages(root), pack, publish, all }));

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "dry-run": { type: "boolean", default: false } },
  });
  const [name = "all", ...rest] = positionals;
  const verb = verbs.get(name);
  if (verb === undefined || rest.length > 0) {
    throw new CommandError(
      `Cannot release: unknown step "${positionals.join(" ")}", use version, check, pack or publish`,
    );
  }
  await verb(values["dry-run"]);
});
