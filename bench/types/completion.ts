import { join } from "node:path";
import ts from "typescript";
import { median } from "../statistics.ts";

/**
 * Milliseconds until an editor can offer the paths after `client.GET("`: the first time, and again
 * after each of some edits. Measured with the language service of TypeScript 5.9, as version 7 has none
 * that a program can drive.
 */
export function measureCompletion(folder: string, source: string): { first: number; again: number; paths: number } {
  const file = join(folder, "index.ts");
  const configuration = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(configuration.config, ts.sys, folder);
  let text = "";
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : "0"),
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
  });
  const complete = () => {
    version++;
    const opening = `${source}\nconst edit${version} = 0;\nvoid client.GET("`;
    text = `${opening}");\n`;
    const start = performance.now();
    const found = service.getCompletionsAtPosition(file, opening.length, {});
    return { time: performance.now() - start, paths: found?.entries.length ?? 0 };
  };
  const first = complete();
  const again = Array.from({ length: 9 }, () => complete().time);
  return { first: first.time, again: median(again), paths: first.paths };
}
