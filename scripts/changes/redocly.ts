import { execFile } from "node:child_process";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Shape } from "./schema-shape.ts";

/** One difference in the output of `redocly diff --format json`. */
export interface RedoclyChange {
  path: string;
  typeName: string;
  kind: "added" | "removed" | "modified";
  impact: "major" | "minor" | "patch";
  property?: string;
  base?: { value?: unknown };
  revision?: { value?: unknown };
}

/** An operation or webhook before and after. */
export interface Pair {
  section: "paths" | "webhooks";
  old: Shape;
  now: Shape;
}

const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
const environment = {
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  REDOCLY_SUPPRESS_NOTIFICATIONS: "true",
};

/** Every difference between the pairs; `/<section>/<index>` in its path names the pair. */
export async function diffPairs(pairs: Pair[]): Promise<RedoclyChange[]> {
  if (pairs.length === 0) return [];
  await using folder = await mkdtempDisposable(join(tmpdir(), "changes-diff-"));
  for (const side of ["old", "now"] as const)
    await writeFile(join(folder.path, `${side}.json`), JSON.stringify(documentOf(pairs, side)));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [redocly, "diff", "old.json", "now.json", "--format", "json", "--fail-on", "none"],
    // outside the reach of our redocly.yaml, whose lint rules do not apply
    { cwd: folder.path, env: { ...process.env, ...environment }, maxBuffer: Infinity },
  );
  return (JSON.parse(stdout) as { changes: RedoclyChange[] }).changes;
}

function documentOf(pairs: Pair[], side: "old" | "now"): Shape {
  const entries = (section: Pair["section"], prefix: string) =>
    pairs.flatMap((pair, index) => (pair.section === section ? [[`${prefix}${index}`, { post: pair[side] }]] : []));
  return {
    openapi: "3.1.0",
    info: { title: side, version: "1.0.0" },
    paths: Object.fromEntries(entries("paths", "/")),
    webhooks: Object.fromEntries(entries("webhooks", "")),
  };
}
