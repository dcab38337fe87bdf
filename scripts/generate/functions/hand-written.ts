import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";

/** The names that a package exports from files of its own: the functions that are not generated. */
export async function handWrittenIn(root: string, domain: string): Promise<ReadonlySet<string>> {
  const file = join(root, "packages", domain, "src/index.ts");
  if (!existsSync(file)) return new Set();
  const { statements } = ts.createSourceFile(file, await readFile(file, "utf8"), ts.ScriptTarget.Latest);
  return new Set(
    statements.flatMap((statement) => {
      if (!ts.isExportDeclaration(statement)) return [];
      const clause = statement.exportClause;
      return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
    }),
  );
}
