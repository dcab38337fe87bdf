import type { Command } from "commander";
import { CliError, exitCodes } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { describeFailure } from "../../failure.ts";
import { checkFlow, errorBlock } from "../../flows/check-flow.ts";
import { downloadFlowJson, readAccountFlows } from "../../flows/account-flows.ts";
import { type FlowStep, planFlow } from "../../flows/plan-flows.ts";
import { type PushedFlow, pushFlow } from "../../flows/push-flow.ts";
import { type DesiredFlow, type FlowSettings, readFlows } from "../../flows/read-flows.ts";
import type { Block } from "../../output/layout.ts";
import { bold, dim, green, red, type Span, yellow } from "../../output/span.ts";
import { confirm } from "../../prompt.ts";
import { openSession, type Session } from "../../session.ts";

interface PushOptions extends FlowSettings {
  readonly publish?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly unchecked?: true;
}

export function registerPush(flows: Command, context: Context): void {
  const command = flows
    .command("push")
    .description(
      "Create or update flows from files: Flow JSON, named as the flow, or a list of flows in YAML; the exit code is 1 if one has errors",
    )
    .argument("<file...>", "booking.flow.json, or flows.yaml with name, json, categories and endpoint_uri of each")
    .option("--publish", "publish what has no errors, too")
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--category <name...>", "categories of flows whose Flow JSON is named (default OTHER for new ones)")
    .option("--endpoint <url>", "endpoint of flows whose Flow JSON is named")
    .option("--unchecked", "push what `flows validate` finds wrong, too: the platform has the last word")
    .option("--yes", "do not ask before a published flow becomes a draft")
    .action(async (files: string[], options: PushOptions, own: Command) => {
      const session = openSession(context, own);
      const desired = await readFlows(files, context.cwd, options);
      if (options.unchecked !== true) refuseErrors(session, desired);
      const steps = await plan(session, desired, options.publish === true);
      if (options.dryRun === true) return showPlan(session, steps);
      await askFirst(session, steps, options.yes === true);
      const pushed = [];
      for (const step of steps) pushed.push(await push(session, step));
      session.output.result(
        { flows: pushed.map(({ json }) => json) },
        pushed.flatMap(({ blocks }) => blocks),
      );
      if (pushed.some(({ isFailed }) => isFailed)) context.outcome.exitCode = exitCodes.failed;
    });
  addExamples(
    command,
    ["openwaba flows push booking.flow.json --sandbox", "Create or update the flow booking in a sandbox"],
    ["openwaba flows push flows.yaml --publish --yes", "All flows of a list, in a pipeline"],
  );
}

function refuseErrors({ output }: Session, desired: readonly DesiredFlow[]): void {
  const found = desired.flatMap((flow) => checkFlow(flow).map((error) => errorBlock(flow.file, error)));
  if (found.length === 0) return;
  output.note(...found);
  throw new CliError("Cannot push what has errors: nothing was pushed", {
    hint: "If the platform takes it, add --unchecked",
  });
}

async function plan(session: Session, desired: readonly DesiredFlow[], publish: boolean): Promise<FlowStep[]> {
  session.output.progress("Reading the flows of the account …");
  const account = await readAccountFlows(session);
  const steps = [];
  for (const flow of desired) {
    const known = account.find(({ name }) => name === flow.name);
    steps.push(await planFlow(flow, known, { publish, json: ({ id }) => downloadFlowJson(session, id) }));
  }
  return steps;
}

/** A published flow becomes a draft when its Flow JSON is replaced, unless it is published again at once. */
async function askFirst(session: Session, steps: readonly FlowStep[], isAgreed: boolean): Promise<void> {
  const withdrawn = steps.filter(
    ({ known, changes, publishes, action }) =>
      action === "update" && known?.status === "PUBLISHED" && changes.includes("json") && !publishes,
  );
  if (withdrawn.length === 0 || isAgreed) return;
  const names = withdrawn.map(({ flow }) => flow.name).join(", ");
  const question = `${names} will be a draft until it is published again. Go on?`;
  if (!(await confirm(session.context, session.output, question)))
    throw new CliError(`Stopped, and nothing was pushed: ${names} would become a draft`, {
      hint: "Add --publish, or --yes if that is what you want",
    });
}

function showPlan({ output, context }: Session, steps: readonly FlowStep[]): void {
  const rows = steps.map(({ action, flow, changes, publishes, reason }): Span[] => [
    painted(action),
    flow.name,
    reason ?? [...(action === "create" ? [] : changes), ...(publishes ? ["publish"] : [])].join(", "),
    flow.file,
  ]);
  output.result({ flows: steps.map((step) => jsonOf(step)) }, [{ rows }]);
  if (steps.some(({ action }) => action === "cannot")) context.outcome.exitCode = exitCodes.failed;
}

interface Outcome {
  readonly json: object;
  readonly blocks: readonly Block[];
  readonly isFailed: boolean;
}

/** One that fails does not keep the others from being pushed. */
async function push(session: Session, step: FlowStep): Promise<Outcome> {
  const { action, flow, known, reason } = step;
  const name = bold(flow.name);
  if (action === "cannot")
    return { json: jsonOf(step), blocks: [[red("cannot"), " push ", name, `: ${reason}`]], isFailed: true };
  if (action === "unchanged")
    return { json: jsonOf(step), blocks: [[dim("unchanged "), name, ` ${known?.id}`]], isFailed: false };
  session.output.progress(`Pushing ${flow.name} …`);
  try {
    const pushed = await pushFlow(session, step);
    const { id, validation_errors: errors, isPublished } = pushed;
    const done = action === "create" ? "created " : "updated ";
    return {
      json: { ...jsonOf(step), id, published: isPublished, validation_errors: errors },
      blocks: [[green(done), name, ` ${id}`, isPublished ? ", published" : ""], ...errorBlocks(step, pushed)],
      isFailed: errors.length > 0,
    };
  } catch (error) {
    if (session.context.signal.aborted) throw error;
    const { blocks, json } = describeFailure(error);
    return { json: { ...jsonOf(step), error: json }, blocks: [[red("failed "), name], ...blocks], isFailed: true };
  }
}

/** What is wrong with the Flow JSON, at its line where the platform names one. */
function errorBlocks({ flow, publishes }: FlowStep, { validation_errors: errors }: PushedFlow): Block[] {
  const places = errors.map((error) => errorBlock(flow.file, error));
  const note: Block[] =
    errors.length > 0 && publishes ? [[yellow("  It is a draft: mend that and push it again")]] : [];
  return [...places, ...note];
}

function jsonOf({ action, flow, known, changes, publishes, reason }: FlowStep): object {
  return {
    action,
    name: flow.name,
    file: flow.file,
    ...(known && { id: known.id, status: known.status }),
    ...(action === "update" && { changes }),
    ...(publishes && { publish: true }),
    ...(reason !== undefined && { reason }),
  };
}

function painted(action: FlowStep["action"]): Span {
  if (action === "create") return green(action);
  if (action === "update") return yellow(action);
  return action === "cannot" ? red(action) : dim(action);
}
