// Writes a starting document for an API: pnpm new <domain>/<api> [--path /{waba_id}/things --method get --shape list]
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { fillInsOf } from "./generate/fill-ins.ts";
import { writeDocument } from "./new/document.ts";
import { placeOf } from "./new/draft.ts";
import { readKnown } from "./new/known.ts";
import { complete } from "./new/questions.ts";

const usage = `
pnpm new <domain>/<api> --path '/{waba_id}/things' --method get --shape list
  --path          as Meta writes it, without the version
  --method        get, post or delete
  --shape         what a GET returns: list or node
  --operation-id  verb and noun, by default after the API and the method
  --docs          URL of Meta's page
In a terminal, missing values are asked for.`;

try {
  const { domain, file, text } = await write();
  console.log(`Wrote ${file}. It is valid; fill in what only you know. From top to bottom:
${fillInsOf(file, text)
  .map((place) => `  ${place}`)
  .join("\n")}

Then:
  1. Fill those in, delete the comments, and add the rest of Meta's page. Where an older version has another shape,
     that is a second file beside it: ${file.replace(/yaml$/, "<its first version>.yaml")}
  2. pnpm generate    makes the types of packages/${domain}, and says what is left to write. A new package takes its
                      README and manifest from the document once: what you change later, you change there too
  3. npm test
  4. pnpm changes --write   drafts the changeset that says what changes for users`);
} catch (error) {
  const isAborted = error instanceof Error && error.name === "ExitPromptError";
  console.error(`Cannot write a document: ${isAborted ? "stopped" : error instanceof Error ? error.message : error}`);
  if (!isAborted) console.error(usage);
  process.exit(1);
}

async function write(): Promise<{ domain: string; file: string; text: string }> {
  const option = { type: "string" } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { path: option, method: option, shape: option, "operation-id": option, docs: option, root: option },
  });
  const { root = join(import.meta.dirname, ".."), ...given } = values;
  const [name, ...more] = positionals;
  if (more.length > 0) throw new Error(`unexpected argument ${more.join(" ")}`);
  const known = await readKnown(root);
  const terminal = process.stdin.isTTY ? { input: process.stdin, output: process.stdout } : undefined;
  const draft = await complete({ ...given, ...(name !== undefined && { name }) }, known, terminal);
  const { domain, file } = placeOf(draft);
  const text = writeDocument(draft, known);
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text, { flag: "wx" });
  return { domain, file, text };
}
