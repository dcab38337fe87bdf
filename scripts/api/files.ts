import { spawnSync } from "node:child_process";
import { mkdir, mkdtempDisposable, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes these reports and removes all others. */
export async function writeReports(folder: string, reports: Map<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [file, text] of reports) await writeFile(join(folder, file), text);
}

/** The diff between the folder and the reports, as git prints it; empty if they are equal. */
export async function compareReports(folder: string, reports: Map<string, string>): Promise<string> {
  await mkdir(folder, { recursive: true });
  if (await agree(folder, reports)) return "";
  await using scratch = await mkdtempDisposable(join(tmpdir(), "api-"));
  await writeReports(scratch.path, reports);
  const words = ["diff", "--no-index", "--no-prefix", folder, scratch.path];
  const { stdout } = spawnSync("git", words, { encoding: "utf8" });
  return stdout.replaceAll(scratch.path.slice(1), "built").replaceAll(folder.slice(1), "docs/api");
}

async function agree(folder: string, reports: Map<string, string>): Promise<boolean> {
  const files = await readdir(folder);
  if (files.length !== reports.size) return false;
  for (const file of files) if ((await readFile(join(folder, file), "utf8")) !== reports.get(file)) return false;
  return true;
}
