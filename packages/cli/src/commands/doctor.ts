import type { Command } from "commander";
import { exitCodes } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { examine } from "../doctor/examine.ts";
import type { Finding, FindingState } from "../doctor/finding.ts";
import { addExamples } from "../examples.ts";
import type { Block } from "../output/layout.ts";
import { bold, dim, green, red, type Span, yellow } from "../output/span.ts";
import { openSession } from "../session.ts";

export function registerDoctor(program: Command, context: Context): void {
  const command = program
    .command("doctor")
    .description(
      "Find what keeps you from sending and receiving: token, app, webhooks, account, numbers, templates; the exit code is 1 if something is broken",
    )
    .action(async (_, own: Command) => {
      const session = openSession(context, own);
      const findings: Finding[] = [];
      await session.client(); // asks for a token that is not there, before anything is printed
      for await (const finding of examine(session)) {
        findings.push(finding);
        if (!session.output.isJson) session.output.event(finding, blocksOf(finding));
      }
      const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
      const isBroken = count("broken") > 0;
      session.output.result({ ok: !isBroken, findings }, ["", summary(count)]);
      if (isBroken) context.outcome.exitCode = exitCodes.failed;
    });
  addExamples(
    command,
    ["openwaba doctor --env-file .env", "What is wrong with what my program uses?"],
    ["openwaba doctor --sandbox", "The same on a sandbox"],
    ["openwaba doctor --json | jq -r '.findings[] | select(.state == \"broken\") | .message'", "For a monitor"],
  );
}

const marks: Readonly<Record<FindingState, Span>> = {
  ok: green("✓"),
  warning: yellow("!"),
  broken: red("✗"),
  skipped: dim("–"),
};

function blocksOf({ state, message, todo }: Finding): Block[] {
  const line: Block = [marks[state], ` ${message}`];
  return todo === undefined ? [line] : [line, { indent: 4, text: todo }];
}

function summary(count: (state: FindingState) => number): Span {
  const [broken, warnings] = [count("broken"), count("warning")];
  if (broken > 0) return red(`${broken} broken, ${warnings} to look at: begin with the first ✗`);
  return warnings > 0 ? yellow(`Nothing is broken, ${warnings} to look at`) : bold("Nothing is broken");
}
