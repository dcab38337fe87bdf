import { existsSync } from "node:fs";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, type ExtractorMessage } from "@microsoft/api-extractor";
import { CommandError } from "../lib/command.ts";
import { condense } from "./condense.ts";
import type { Entry } from "./entries.ts";

/** File name → report of an entry's public types. */
export async function extractReports(entries: Entry[]): Promise<Map<string, string>> {
  const unbuilt = entries.find(({ file }) => !existsSync(file));
  if (unbuilt) throw new CommandError(`Cannot report the API of ${unbuilt.name}: it is not built, run \`pnpm build\``);
  await using scratch = await mkdtempDisposable(join(tmpdir(), "api-report-"));
  const reports = new Map<string, string>();
  let compilerState: CompilerState | undefined;
  for (const entry of entries) {
    const configuration = configure(entry, scratch.path);
    // one program for all entries: reads the standard library once
    compilerState ??= CompilerState.create(configuration, { additionalEntryPoints: entries.map(({ file }) => file) });
    extract(entry, configuration, compilerState);
    reports.set(entry.report, frame(entry.name, condense(await readFile(join(scratch.path, entry.report), "utf8"))));
  }
  return reports;
}

function extract({ name }: Entry, configuration: ExtractorConfig, compilerState: CompilerState): void {
  const problems: string[] = [];
  const messageCallback = (message: ExtractorMessage) => {
    message.handled = true;
    if (message.category === "Compiler" || message.logLevel === "error")
      problems.push(message.formatMessageWithLocation(undefined));
  };
  const { succeeded } = Extractor.invoke(configuration, { compilerState, localBuild: true, messageCallback });
  if (!succeeded || problems.length > 0)
    throw new CommandError(`Cannot report the API of ${name}: ${problems.join("\n")}`);
}

function configure({ folder, file, report }: Entry, scratch: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: file,
      newlineKind: "lf",
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFileName: report,
        reportFolder: scratch,
        reportTempFolder: join(scratch, "temporary"),
      },
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "es2022",
            lib: ["es2023", "dom", "dom.iterable"],
            module: "nodenext",
            strict: true,
            exactOptionalPropertyTypes: true,
            skipLibCheck: true,
            types: ["node"],
          },
          files: [file],
        },
      },
    },
  });
}

function frame(name: string, code: string): string {
  return `# ${name}

What it exports, and the types behind that. Written by \`pnpm api\`; generated types are in \`src/generated\`.

\`\`\`ts
${code}
\`\`\`
`;
}
