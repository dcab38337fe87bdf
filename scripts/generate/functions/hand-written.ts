import ts from "typescript";

interface Export {
  name: string;
  isType: boolean;
}

/** What the entry of a package exports by name from files of its own; `export *` of what is generated is left out. */
export function handWrittenIn(entry: string): Export[] {
  const { statements } = ts.createSourceFile("index.ts", entry, ts.ScriptTarget.Latest);
  return statements.flatMap((statement): Export[] => {
    if (ts.isVariableStatement(statement) && isExported(statement)) {
      const names = statement.declarationList.declarations.map(({ name }) => name);
      return names.filter(ts.isIdentifier).map(({ text }) => ({ name: text, isType: false }));
    }
    if (ts.isFunctionDeclaration(statement) && statement.name && isExported(statement))
      return [{ name: statement.name.text, isType: false }];
    if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
    const { exportClause: clause, isTypeOnly } = statement;
    if (!ts.isNamedExports(clause)) return [];
    return clause.elements.map((element) => ({ name: element.name.text, isType: isTypeOnly || element.isTypeOnly }));
  });
}

function isExported({ modifiers }: ts.FunctionDeclaration | ts.VariableStatement): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}
