import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { commandIndex, commandPage, commandsOf, readProgram } from "./commands.ts";
import { errorPage, errorTable, readErrors } from "./errors.ts";
import { page } from "./markdown.ts";
import { byDomain, domainPage, operationPage, operationTable, readOperations } from "./operations.ts";
import { packagePage, packageTable, readPackages } from "./packages.ts";
import { fieldPage, fieldTable, readFields } from "./webhooks.ts";

/** Writes the reference from the documents and the packages as they are built. */
const folder = join(import.meta.dirname, "../reference");
const operations = readOperations();
const errors = readErrors();
const fields = readFields();
const packages = readPackages();
const program = readProgram();

const pages = new Map([
  ["operations/index", page("# Operations", operationTable(operations))],
  ...byDomain(operations).map(([domain, own]) => [`operations/${domain}/index`, domainPage(domain, own)] as const),
  ...operations.map(
    (operation) => [`operations/${operation.domain}/${operation.id}`, operationPage(operation)] as const,
  ),
  ["errors/index", page("# Error codes", errorTable(errors))],
  ...errors.map((error) => [`errors/${error.code}`, errorPage(error, operations)] as const),
  ["webhooks/index", page("# Webhooks", fieldTable(fields))],
  ...fields.map((field) => [`webhooks/${field.field}`, fieldPage(field)] as const),
  ["commands/index", commandIndex(program)],
  ...commandsOf(program).map((command) => [`commands/${command.name()}`, commandPage(command)] as const),
  ["packages/index", page("# Packages", packageTable(packages))],
  ...packages.map((one) => [`packages/${one.name}`, packagePage(one)] as const),
]);

await rm(folder, { recursive: true, force: true });
for (const [path, content] of pages) {
  const file = join(folder, `${path}.md`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
console.log(`Wrote ${pages.size} pages of the reference`);
