import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawnSync } from "./spawn.ts";

const root = dirname(dirname(import.meta.dirname));
/** Packages with entries beside the first. */
const subpaths = ["flows", "media", "runtime", "sandbox"];

/**
 * What the compiler has to say about modules of a user, by name, against the sources of all packages; nothing when they
 * are right. `modules` is the folder with what else the user has installed.
 */
export async function compileUserCode(files: ReadonlyMap<string, string>, modules: string): Promise<string> {
  const { scope } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const folder = await realpath(await mkdtemp(join(tmpdir(), "user-code-")));
  try {
    await symlink(modules, join(folder, "node_modules"), "junction"); // needs no rights on Windows
    for (const [name, code] of files) await writeFile(join(folder, `${name}.ts`), `${code}\nexport {};\n`);
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    const configuration = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: {
        noUnusedLocals: false,
        paths: Object.fromEntries([
          [scope.slice(1), [join(root, "packages/umbrella/src/index.ts")]],
          [`${scope}/*`, [join(root, "packages/*/src/index.ts")]],
          ...subpaths.map((name) => [`${scope}/${name}/*`, [join(root, `packages/${name}/src/*.ts`)]]),
          ["vitest", [join(root, "node_modules/vitest/dist/index.d.ts")]],
        ]),
        typeRoots: [join(root, "node_modules/@types")],
      },
      include: ["*.ts"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
    return spawnSync("tsc", ["--project", folder], { encoding: "utf8" }).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
