import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { CliError, usageError } from "../../cli-error.ts";
import type { Block } from "../../output/layout.ts";
import { bold } from "../../output/span.ts";
import type { PlatformClient, Session } from "../../session.ts";
import { type Finding, placeOf } from "../../templates/desired/desired.ts";
import { readDesired } from "../../templates/desired/read-desired.ts";
import { type History, openHistory } from "../../templates/history.ts";
import { planTemplates } from "../../templates/plan/plan-templates.ts";
import type { Plan, Step } from "../../templates/plan/step.ts";

/** Options of `plan` and `apply`. */
export interface PlanSettings {
  readonly account?: readonly string[];
  readonly history?: string;
  readonly prune?: true;
  readonly delete?: readonly string[];
}

/** Where the console of a sandbox shows the template of a step, undefined on the platform. */
export type LinkTo = (step: Step) => string | undefined;

/** A plan, and what it was made of. */
export interface Planned {
  readonly plan: Plan;
  readonly client: PlatformClient;
  readonly history: History;
  readonly linkTo: LinkTo;
}

const usualHistory = ".openwaba-templates.jsonl";

export function addPlanOptions(command: Command): Command {
  return command
    .argument("[paths...]", "files and folders with templates: YAML, JSON, or modules that export them", ["templates"])
    .option("--account <id...>", "accounts that get the templates (default that of --waba)")
    .option("--history <file>", `what was done from here, for limits (default ${usualHistory} beside the templates)`)
    .option("--prune", "delete templates of the account that are in no file")
    .option("--delete <name...>", "delete templates of these names that are in no file");
}

/**
 * Reads the files, and compares them with the accounts.
 *
 * @throws {CliError} if a file is wrong, after all that is wrong was printed
 */
export async function makePlan(session: Session, paths: readonly string[], settings: PlanSettings): Promise<Planned> {
  const { context, output } = session;
  const { cwd, signal } = context;
  const { desired, findings } = await readDesired(paths, { cwd, version: session.settings.graphVersion });
  if (findings.length > 0) {
    output.note(...findings.map(findingBlock));
    throw new CliError(`Cannot use these templates: ${findings.length} of their lines must be changed`);
  }
  if (desired.length === 0 && settings.prune)
    throw usageError("Cannot delete what is in no file: there is no template in these files at all");
  const client = await session.client();
  const accounts = settings.account?.map(checkId) ?? [await session.wabaId()];
  const history = await openHistory(historyPath(paths, settings, cwd));
  const { prune = false, delete: remove = [] } = settings;
  output.progress("Reading the templates of the account …");
  const plan = await planTemplates(client, { accounts, desired, history, prune, remove, signal });
  for (const name of remove)
    if (!plan.steps.some((step) => step.name === name)) output.note(`There is no template ${name} to delete`);
  return { plan, client, history, linkTo: await linksFor(session, plan.steps) };
}

/** The console shows what is in files, too, and forgets it when the sandbox ends. */
async function linksFor(session: Session, steps: readonly Step[]): Promise<LinkTo> {
  const { isSandbox, baseUrl = "" } = await session.platform();
  if (!isSandbox) return () => undefined;
  const { fetch = globalThis.fetch, signal } = session.context;
  const drafts = new Map<Step, string>();
  for (const step of steps) {
    const { action, template } = step;
    if (action === "unchanged" || !template || !("components" in template)) continue;
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(template), signal };
    const response = await fetch(`${baseUrl}/_sandbox/drafts`, init);
    if (response.ok) drafts.set(step, ((await response.json()) as { id: string }).id);
  }
  const page = `${baseUrl}/_sandbox/console/templates`;
  return (step) => {
    const draft = drafts.get(step);
    if (draft !== undefined) return `${page}/drafts/${draft}`;
    return step.id === undefined ? undefined : `${page}/${step.id}`;
  };
}

function historyPath([first = "."]: readonly string[], { history }: PlanSettings, cwd: string): string {
  if (history !== undefined) return resolve(cwd, history);
  const path = resolve(cwd, first);
  return join(statSync(path).isDirectory() ? path : dirname(path), usualHistory);
}

function findingBlock(finding: Finding): Block {
  return [bold(placeOf(finding)), `: ${finding.message}`];
}

function checkId(id: string): string {
  if (/^\d{1,32}$/.test(id)) return id;
  throw usageError("Cannot use --account: ids have digits alone");
}
