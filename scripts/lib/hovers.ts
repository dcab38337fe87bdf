import { join } from "node:path";
import ts from "typescript";

/** What an editor shows of the types and the documentation of a name. */
export interface Hover {
  types: string;
  documentation: string;
}

/** What an editor shows at each of these places in a program, and the errors in it. */
export function hoversIn(
  root: string,
  program: string,
  places: readonly string[],
): { hovers: Hover[]; errors: string[] } {
  const file = join(root, "packages/hovers.ts"); // in no folder, only here
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noUnusedLocals: false }, root);
  const read = (path: string) => (path === file ? program : ts.sys.readFile(path));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (own) => ts.getDefaultLibFilePath(own),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: read,
    directoryExists: ts.sys.directoryExists,
  });
  const errors = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  return {
    hovers: places.map((place) => {
      const { displayParts, documentation } = service.getQuickInfoAtPosition(file, program.indexOf(place)) ?? {};
      return { types: ts.displayPartsToString(displayParts), documentation: ts.displayPartsToString(documentation) };
    }),
    errors: errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  };
}
