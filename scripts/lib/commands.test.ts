import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runAndRead, userEnvironment } from "./run.ts";

const repository = join(import.meta.dirname, "../..");
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  await readFile(join(repository, "package.json"), "utf8"),
);
const ours = Object.entries({ ...scripts, build: "node scripts/build.ts" }).flatMap(([name, script]) => {
  const file = /^node (\S+\.ts)$/.exec(script)?.[1];
  return file === undefined ? [] : [{ name, file }];
});
const run = (file: string, ...words: string[]) =>
  runAndRead(process.execPath, [join(repository, file), ...words], { env: userEnvironment(), cwd: repository });

/** The command, and those that its help lists, such as `pnpm bench calls`. */
async function withParts({ name, file }: (typeof ours)[number]) {
  const { stdout } = await run(file, "--help");
  const [, listed = ""] = /^pnpm \w+ [<[](\w+(?:\|\w+)+)[>\]]/.exec(stdout) ?? [];
  const parts = listed.split("|").filter(Boolean);
  return [[], ...parts.map((part) => [part])].map((words) => ({ name: [name, ...words].join(" "), file, words }));
}
const commands = (await Promise.all(ours.map(withParts))).flat();

test("every program of scripts/ is a command of package.json", async () => {
  const programs = (await readdir(join(repository, "scripts"))).filter((file) => /^[\w-]+\.ts$/.test(file));
  const files = ours.map(({ file }) => file).filter((file) => file.startsWith("scripts/"));
  expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(["bench calls", "release pack"]));
  expect(files.toSorted()).toEqual(programs.map((file) => `scripts/${file}`).toSorted());
});

test.each(commands)("$name --help says how to use it", async ({ name, file, words }) => {
  const { status, stdout, stderr } = await run(file, ...words, "--help");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(new RegExp(`^pnpm ${name}\\b.*\n\n[A-Z].*\n`));
});

test.each(commands)(
  "$name rejects an unknown flag by name, in one line with the right use",
  async ({ name, file, words }) => {
    const { status, stdout, stderr } = await run(file, ...words, "--wrong");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      new RegExp(`^Cannot run pnpm ${name}: unknown (option|command) '?--wrong'?; usage: pnpm ${name}\\b.*\n$`),
    );
  },
);
