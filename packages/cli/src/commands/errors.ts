import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { explain, type Explanation, findCodes } from "../errors/explain.ts";
import { addExamples } from "../examples.ts";
import { type Block, fields } from "../output/layout.ts";
import { bold, dim } from "../output/span.ts";
import { openSession } from "../session.ts";

export function registerErrors(program: Command, context: Context): void {
  const command = program
    .command("errors")
    .description("Explain an error code: what it means, whether it is retried, what to do; or find codes by words")
    .argument("[code-or-words...]", "a code or subcode, or words of its name and meaning; all codes without one")
    .action((words: string[], _, own: Command) => {
      const { output } = openSession(context, own);
      const [first = ""] = words;
      const isCode = words.length === 1 && /^\d+$/.test(first);
      const found = isCode ? explain(first) : findCodes(words);
      if (found.length === 0)
        throw new CliError(
          isCode ? `Cannot explain ${first}: no such code is documented` : "Cannot find a code with all of these words",
          { hint: "Look for words of its message: openwaba errors template paused" },
        );
      output.result({ errors: found }, found.length === 1 ? found.flatMap(details) : [overview(found)]);
    });
  addExamples(
    command,
    ["openwaba errors 131047", "What does this code mean?"],
    ["openwaba errors template paused", "Which codes are about paused templates?"],
    ["openwaba errors 190 --json", "The same for a program"],
  );
}

function overview(found: readonly Explanation[]): Block {
  return {
    head: ["code", "name", "retried", "meaning"],
    rows: found.map(({ code, subcode, name, retryable, meaning }) => [
      subcode === undefined ? code : `${code}/${subcode}`,
      name,
      retryable ? "yes" : "no",
      meaning,
    ]),
  };
}

function details(error: Explanation): Block[] {
  const { code, subcode, name, meaning, where, statuses, retried, remedy, family, subcodes, url } = error;
  return [
    bold(`${code}${subcode === undefined ? "" : `, subcode ${subcode}`}: ${name}`),
    { indent: 0, text: meaning },
    "",
    fields([
      ["comes", where],
      ["HTTP status", statuses.join(", ")],
      ["retried", retried],
      ["family", family],
    ]),
    "",
    bold("What to do"),
    { indent: 2, text: remedy },
    ...(subcodes.length === 0
      ? []
      : [
          "",
          bold("Subcodes"),
          ...subcodes.flatMap((each) => [`  ${each.subcode} ${each.name}`, { indent: 4, text: each.meaning }]),
        ]),
    "",
    dim(url),
  ];
}
