import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spawnSync } from "../../../scripts/lib/spawn.ts";
import { alone, folder, type Mistake, mistakes, mistakesInFolder } from "./installed.test-support.ts";

const source = dirname(import.meta.dirname);
const project = realpathSync(mkdtempSync(join(tmpdir(), "linted-")));

beforeAll(() => {
  if (!existsSync(join(source, "dist/index.js"))) {
    throw new Error(
      "Cannot install the package: build it first, with turbo run build --filter=@openwaba/redocly-plugin",
    );
  }
  spawnSync("npm", ["pack", "--pack-destination", project], { cwd: source, stdio: "pipe" });
  const tarball = readdirSync(project).find((name) => name.endsWith(".tgz")) ?? "";
  const installed = join(project, "node_modules/@openwaba/redocly-plugin");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed], { cwd: project });
  symlinkSync(join(source, "node_modules/yaml"), join(project, "node_modules/yaml"), "junction");
});

afterAll(() => rmSync(project, { recursive: true }));

describe.each([
  { config: "openwaba/recommended", files: alone, document: "openapi.yaml", cases: mistakes },
  { config: "openwaba/all", files: folder, document: "specs/pages/posts.yaml", cases: mistakesInFolder },
])("$config, installed in the project of somebody else", ({ config, files, document, cases }) => {
  const base = config.replace("openwaba/", "");

  beforeAll(() => {
    write({ "redocly.yaml": `plugins: ['@openwaba/redocly-plugin']\nextends: [recommended, ${config}]\n` });
    for (const [rule, mistake] of Object.entries(cases)) write(broken(mistake), join(base, rule));
    write(files, join(base, "nothing"));
  });

  function broken({ from, to }: Mistake): Record<string, string> {
    const text = files[document] ?? "";
    expect(text).toContain(from);
    return { ...files, [document]: text.replaceAll(from, to) };
  }

  it("reports each mistake with its rule, file and line, and nothing else", () => {
    const { status, stdout } = lint(`${base}/*/${document}`);
    const found = [...stdout.matchAll(/^::error title=openwaba\/(.+?),file=(.+?),line=(\d+)/gm)].map((match) =>
      match.slice(1),
    );
    const expected = Object.entries(cases).map(([rule, mistake]) => {
      const text = broken(mistake)[document] ?? "";
      const line = text.slice(0, text.indexOf(mistake.at ?? mistake.to)).split("\n").length;
      return [rule, `${base}/${rule}/${document}`, String(line)];
    });
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(status).toBe(1);
  });

  it("accepts documents without a mistake", () => {
    const { status, stdout } = lint(`${base}/nothing/${document}`);
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});

function lint(documents: string) {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
  return spawnSync("redocly", ["lint", documents, "--format=github-actions"], { cwd: project, encoding: "utf8", env });
}

function write(files: Record<string, string>, place = ""): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(project, place, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
