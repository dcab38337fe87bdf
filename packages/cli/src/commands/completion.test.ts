import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { cli } from "../cli.test-support.ts";

test("completion refuses a shell that it does not know", async () => {
  const { exitCode, stderr } = await cli(["completion", "tcsh"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Allowed choices are bash, zsh, fish");
});

test.each([
  ["openwaba ", ["doctor", "send", "--json"]],
  ["openwaba numbers sh", ["show"]],
  ["openwaba send template --l", ["--language"]],
  ["openwaba --json webhooks ", ["listen", "verify", "replay"]],
])("bash completes %j", async (line, expected) => {
  const { stdout } = await cli(["completion", "bash"]);
  const words = line.split(" ");
  const ask = `COMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${words.length - 1}; _openwaba; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const answer = spawnSync("bash", ["-c", `${stdout}\n${ask}`], { encoding: "utf8" });
  expect(answer.stderr).toBe("");
  expect(answer.stdout.split("\n")).toEqual(expect.arrayContaining(expected));
});

test.each(["zsh", "fish"])("the script for %s names every command", async (shell) => {
  const { exitCode, stdout } = await cli(["completion", shell]);
  expect(exitCode).toBe(0);
  for (const name of ["doctor", "send", "numbers", "token", "webhooks", "errors", "sandbox", "completion", "replay"])
    expect(stdout).toContain(name);
});
