import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { GraphVersion } from "@openwaba/runtime";
import type { CreateMessageTemplate } from "@openwaba/templates";
import { reasonOf } from "../../settings.ts";
import { readSampleFiles } from "../sample-files.ts";
import { moduleHead } from "../module/templates-module.ts";
import { createTemplateCheck } from "./check-template.ts";
import { type Desired, type Finding, placeOf, type ReadDesired } from "./desired.ts";
import { findFiles } from "./find-files.ts";
import { moduleProblem, readModule } from "./read-module.ts";
import { readText, type Written } from "./read-text.ts";

export interface ReadOptions {
  /** Folder that paths are relative to. @default process.cwd() */
  readonly cwd?: string;
  /** Version whose rules count. @default "v25.0" */
  readonly version?: GraphVersion;
}

/** A file of more than 5 MB holds no templates. */
const mostBytes = 5_000_000;

/**
 * Reads templates from YAML, JSON and modules: one or a list of them in a file, which may be below `templates`. Each is
 * checked against what `createMessageTemplate` takes.
 *
 * @throws {CliError} if a file or folder is not there
 */
export async function readDesired(paths: readonly string[], options: ReadOptions = {}): Promise<ReadDesired> {
  const { cwd = process.cwd(), version = "v25.0" } = options;
  const check = createTemplateCheck(version);
  const desired: Desired[] = [];
  const findings: Finding[] = [];
  for (const file of await findFiles(paths, cwd)) {
    const read = await readOne(file, cwd);
    findings.push(...read.findings);
    for (const written of read.documents)
      for (const [place, template] of templatesIn(written.value)) {
        const line = written.lineOf(place);
        const problems = check(template);
        const files = readSampleFiles(template, resolve(cwd, file), (name) =>
          findings.push({ file, line, message: `there is no file ${name}` }),
        );
        const origin = { file, line };
        if (problems.length === 0) desired.push({ template: template as CreateMessageTemplate, origin, files });
        for (const { place: inside, message } of problems)
          findings.push({ file, line: written.lineOf([...place, ...inside]), message });
      }
  }
  return { desired, findings: [...findings, ...twice(desired)] };
}

async function readOne(file: string, cwd: string): Promise<{ documents: Written[]; findings: Finding[] }> {
  const path = resolve(cwd, file);
  const wrong = (message: string) => ({ documents: [], findings: [{ file, line: undefined, message }] });
  try {
    const text = await readFile(path, "utf8");
    if (text.length > mostBytes) return wrong("it is larger than 5 MB");
    if (/\.(?:ya?ml|json)$/.test(file)) return readText(text.replace(/^\uFEFF/, ""), file);
    if (text.startsWith(moduleHead)) return { documents: [], findings: [] };
  } catch (error) {
    return wrong(reasonOf(error));
  }
  try {
    const documents = (await readModule(path)).map((value) => ({ value, lineOf: () => undefined }));
    return { documents, findings: [] };
  } catch (error) {
    return wrong(moduleProblem(error));
  }
}

/** The templates in a value, with the place of each. */
function templatesIn(value: unknown, place: readonly string[] = []): [readonly string[], unknown][] {
  if (Array.isArray(value)) return value.map((one, index) => [[...place, String(index)], one]);
  if (place.length === 0 && typeof value === "object" && value !== null && "templates" in value)
    return templatesIn(value.templates, ["templates"]);
  return [[place, value]];
}

/** Templates that are written twice. */
function twice(desired: readonly Desired[]): Finding[] {
  const first = new Map<string, Desired>();
  return desired.flatMap((one) => {
    const { name, language } = one.template;
    const key = `${name} ${language}`;
    const other = first.get(key);
    if (!other) first.set(key, one);
    return other ? [{ ...one.origin, message: `${name} in ${language} is in ${placeOf(other.origin)} too` }] : [];
  });
}
