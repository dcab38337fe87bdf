import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fillInsOf } from "./generate/fill-ins.ts";
import { command, CommandError, runCommand, UsageError } from "./lib/command.ts";
import { writeDocument } from "./new/document.ts";
import { type Draft, placeOf } from "./new/draft.ts";
import { readKnown } from "./new/known.ts";
import { complete } from "./new/questions.ts";

const repository = join(import.meta.dirname, "..");

const create = command({
  summary: "Writes a document for an API, to be filled in; in a terminal it asks for what is missing",
  argument: "<domain>/<api>",
  flags: {
    path: { type: "string", is: "as Meta writes it, without the version: /{waba_id}/things" },
    method: { type: "string", choices: ["get", "post", "delete"], is: "of the operation" },
    shape: { type: "string", choices: ["list", "node"], is: "what a GET returns" },
    "operation-id": { type: "string", is: "verb and noun, by default after the API and the method" },
    root: { type: "string", is: "the repository, by default this one" },
  },
  async run({ root = repository, ...flags }, name) {
    const given = Object.fromEntries(Object.entries({ ...flags, name }).filter(([, value]) => value !== undefined));
    const { domain, file, text } = await write(root, given);
    console.log(`Wrote ${file}. It is valid; fill in what only you know. From top to bottom:
${fillInsOf(file, text)
  .map((place) => `  ${place}`)
  .join("\n")}

Then:
  1. Fill those in, delete the comments, and add the rest of Meta's page. Where an older version has another shape,
     that is a second file beside it: ${file.replace(/yaml$/, "<its first version>.yaml")}
  2. pnpm generate    makes the functions and types of packages/${domain}, and says what is left to write. A new package
                      takes its README and manifest from the document once: what you change later, you change there too
  3. npm test
  4. pnpm changes     writes the changeset that says what changes for users`);
  },
});

await runCommand("pnpm new", create);

async function write(root: string, given: Draft): Promise<{ domain: string; file: string; text: string }> {
  const terminal = process.stdin.isTTY ? { input: process.stdin, output: process.stdout } : undefined;
  try {
    const known = await readKnown(root);
    const draft = await complete(given, known, terminal);
    const { domain, file } = placeOf(draft);
    const text = writeDocument(draft, known);
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text, { flag: "wx" });
    return { domain, file, text };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw error.name === "ExitPromptError"
      ? new CommandError("Stopped: no document was written")
      : new UsageError(error.message);
  }
}
