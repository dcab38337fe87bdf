import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportMissing } from "../scripts/lib/missing.ts";
import { compile, compilers, moreProjects, olderProjects, projects } from "./compilers.ts";
import { createJestProject, recipes, runJest } from "./jest.ts";
import { buildWithNext, readRoutes } from "./next.ts";
import { findTool, installHint, versionOf } from "./tools.ts";
import { publish, type Published } from "./published.ts";
import { canReachNpm, run } from "./run.ts";
import { runtimes } from "./runtimes.ts";
import type { Results } from "./try-capabilities.ts";
import { readTable, tableOf } from "./table.ts";

const file = "consumer-tests/published.test.ts";
const lacksRegistry = reportMissing(file, { verdaccio: findTool("verdaccio") }, installHint);
const isOffline =
  !lacksRegistry &&
  reportMissing(file, { "the npm registry": (await canReachNpm()) ? "responds" : undefined }, "it does not respond");

describe.skipIf(lacksRegistry || isOffline)("the published packages", () => {
  let published: Published;
  beforeAll(async () => {
    published = await publish();
  }, 300_000);
  afterAll(() => published?.close(), 60_000);

  /** The manifest of a package as the registry has it. */
  async function manifestOf(name: string, version: string): Promise<Manifest> {
    const response = await fetch(`${published.registry}/${name.replace("/", "%2f")}`);
    const { versions } = (await response.json()) as { versions: Record<string, Manifest> };
    return versions[version] ?? expect.unreachable(`the registry has no ${name} ${version}`);
  }

  test("every package has a version and a changelog that names it", async () => {
    for (const { name, version, folder } of published.packages) {
      expect(version, name).not.toBe("0.0.0");
      expect(await readFile(join(folder, "CHANGELOG.md"), "utf8"), name).toContain(`## ${version}\n`);
    }
  });

  test("every package is tagged with its version", async () => {
    const { stdout } = await run("git", ["tag"], { cwd: published.copy });
    const tags = published.packages.map(({ name, version }) => `${name}@${version}`);
    expect(stdout.trim().split("\n").toSorted()).toEqual(tags.toSorted());
  });

  test("manifests name no workspace, and depend on each other by published versions", async () => {
    const versions = new Map(published.packages.map(({ name, version }) => [name, version]));
    for (const { name, version } of published.packages) {
      const manifest = await manifestOf(name, version);
      expect(JSON.stringify(manifest), name).not.toMatch(/"(?:workspace|catalog|link|file):/);
      const wanted = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(([other]) =>
        other.startsWith("@openwaba/"),
      );
      for (const [other, range] of wanted) expect(range, `${other} for ${name}`).toBe(`^${versions.get(other)}`);
    }
  });

  test("tarballs hold the licence and the build, and neither sources nor tests", async () => {
    for (const { name, version } of published.packages) {
      const { dist } = await manifestOf(name, version);
      const tarball = join(published.folder, "../tarball.tgz");
      await writeFile(tarball, await (await fetch(dist.tarball)).bytes());
      const files = (await run("tar", ["-tzf", tarball], { cwd: published.folder })).stdout.trim().split("\n");
      expect(files, name).toEqual(
        expect.arrayContaining(
          ["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"].map((path) => `package/${path}`),
        ),
      );
      const isBuilt = (path: string) =>
        /^package\/([^/]+|dist\/.+\.(js|d\.ts)|openapi\/.+\.json|page\/.+\.(html|css|js|svg))$/.test(path) &&
        !path.includes(".test");
      expect(
        files.filter((path) => !isBuilt(path)),
        name,
      ).toEqual([]);
    }
  });

  test("npm installs without a warning about our packages", () => {
    const lines = published.printed.join("\n").split("\n");
    // BullMQ brings an optional native part of msgpackr: the only package with a script, which npm does not run
    const isKnown = (line: string) =>
      /nodedir|^npm warn install-scripts( 1 package | {3}msgpackr-extract@| Run |$)/.test(line);
    expect(lines.filter((line) => /warn|error/i.test(line) && !isKnown(line))).toEqual([]);
  });

  test("the command of the sandbox runs", async () => {
    const { stdout } = await run("npx", ["--offline", "openwaba-sandbox", "--help"], { cwd: published.folder });
    expect(stdout).toMatch(/^Usage: openwaba-sandbox/);
  });

  test.each(["@openwaba/cli", "openwaba"])("the command of %s runs", async (name) => {
    const bin = join(published.folder, "node_modules", name, "dist/bin.js");
    const { stdout } = await run("node", [bin, "errors", "190"], { cwd: published.folder });
    expect(stdout).toMatch(/^190: Access token invalid or expired/);
  });

  describe.each(compilers)("for $name", (compiler) => {
    const isMissing = reportMissing(file, { [compiler.name]: compiler.path }, installHint);
    const isNewest = compiler === compilers.at(-1);
    const isOldest = compiler === compilers[0];
    const tried = Object.entries({ ...projects, ...(isNewest && moreProjects), ...(isOldest && olderProjects) });

    test.skipIf(isMissing).each(tried)("have types that compile in a project of %s", async (_, project) => {
      expect(await compile(compiler, published.folder, project, ["capabilities", "entries", "mistakes"])).toBe("");
    });

    test.skipIf(isMissing).each(isNewest ? ["node16", "node18"] : ["node16"])(
      "cannot be required in a project of %s",
      async (module) => {
        const says = await compile(compiler, published.folder, [{ module, strict: true }, ["cts"]], ["mistakes"]);
        expect([...new Set(says.match(/TS\d+/g))]).toEqual(["TS1479"]);
      },
    );
  });

  describe.each(["next15", "next16"] as const)("for %s", (tool) => {
    const isMissing = reportMissing(file, { [tool]: findTool(tool) }, installHint);

    test.skipIf(isMissing)(
      "have a handler that `next build` accepts as a route, as the README shows it",
      async () => {
        const routes = await readRoutes();
        expect(routes).toEqual([expect.stringContaining("export"), expect.stringContaining("export")]);
        const folder = join(published.folder, "..", tool);
        await mkdir(folder);
        await buildWithNext(tool, folder, published.folder, routes);
      },
      480_000,
    );
  });

  describe(`for jest on Node ${versionOf("node20")}`, () => {
    const node = findTool("node20", "bin/node");
    const isMissing = reportMissing(file, { jest: findTool("jest"), "Node 20": node }, installHint);
    beforeAll(async () => {
      if (isMissing) return;
      await mkdir(join(published.folder, "../jest"));
      await createJestProject(join(published.folder, "../jest"), published.folder);
    }, 180_000);

    test.skipIf(isMissing).each(Object.entries(recipes))("work in a test that %s", async (_, recipe) => {
      expect(await runJest(node ?? "", join(published.folder, "../jest"), recipe)).toMatch(
        /^Tests: +1 passed, 1 total$/m,
      );
    });
  });

  describe("the table of runtimes in the README", () => {
    const tried = new Map<string, Results>();
    const missing = runtimes.filter(({ name, path, advice = installHint }) =>
      reportMissing(file, { [name]: path }, advice),
    );

    test.each(runtimes.filter((runtime) => !missing.includes(runtime)))(
      "covers $name",
      async ({ name, path = "", tryCapabilities }) => {
        const results = await tryCapabilities(path, published.folder, published.target);
        tried.set(name, results);
        const failed = Object.keys(results).filter((capability) => results[capability] !== "✓");
        expect(failed).toEqual(name === "Chromium" ? ["uploads of streams", "downloads"] : []);
      },
    );

    test("matches the results", async () => {
      const lines = readTable(await readFile(join(import.meta.dirname, "../README.md"), "utf8")).split("\n");
      const isTried = (line: string) => missing.every(({ name }) => !line.startsWith(`| ${name} |`));
      expect(tableOf(tried), "update it with `pnpm runtimes`").toBe(lines.filter(isTried).join("\n"));
    });
  });
});

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  dist: { tarball: string };
}
