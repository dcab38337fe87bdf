import { type Command, Option } from "commander";
import { exitCodes } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import type { Block } from "../../output/layout.ts";
import { green, red, yellow } from "../../output/span.ts";
import { openSession } from "../../session.ts";
import { type Pulled, pullTemplates } from "../../templates/pull.ts";

interface Options {
  readonly check?: boolean;
  readonly only?: readonly string[];
  readonly from: "@openwaba/messages" | "openwaba";
}

export function registerPull(templates: Command, context: Context): void {
  const command = templates
    .command("pull")
    .description("Write a TypeScript module with a function for each template of the account, typed by its parameters")
    .argument("[file]", "module to write", "whatsapp-templates.ts")
    .option("--check", "write nothing; the exit code is 1 if the file differs from the account")
    .option("--only <name...>", "templates to write (default all of the account)")
    .addOption(
      new Option("--from <package>", "package that the module imports")
        .choices(["@openwaba/messages", "openwaba"])
        .default("@openwaba/messages"),
    )
    .action(async (file: string, { check = false, from, only }: Options, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const waba_id = await session.wabaId();
      const { signal, cwd } = context;
      const pulled = await pullTemplates(client, { waba_id, file, cwd, check, from, only, signal });
      if (check && pulled.isDifferent) context.outcome.exitCode = exitCodes.failed;
      session.output.result({ ...pulled, isWritten: !check && pulled.isDifferent }, blocksOf(pulled, check));
    });
  addExamples(
    command,
    ["openwaba templates pull src/templates.ts", "Then: await orderShipped(client, { to, body: { … } })"],
    ["openwaba templates pull src/templates.ts --check", "In CI: has somebody changed a template?"],
  );
}

function blocksOf({ file, templates, added, changed, removed, isDifferent }: Pulled, check: boolean): Block[] {
  const rows = [
    ...added.map((name) => [green("+"), name, "new in the account"]),
    ...changed.map((name) => [yellow("~"), name, "changed in the account"]),
    ...removed.map((name) => [red("-"), name, "no longer in the account"]),
  ];
  const sum = `${file} ${check ? "lacks nothing" : "is up to date"}: ${templates} templates`;
  if (!isDifferent) return [sum];
  return [
    { rows },
    check ? `${file} differs: run \`openwaba templates pull ${file}\`` : `Wrote ${file}: ${templates} templates`,
  ];
}
