import { once } from "node:events";
import { expect, test } from "vitest";
import { cli, collect, said, startCli } from "../cli.test-support.ts";

test("sandbox refuses options that the sandbox does not have", async () => {
  const { exitCode, stderr } = await cli(["sandbox", "--prot", "1"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Unknown option '--prot'");
});

test("sandbox says where its options belong", async () => {
  const { exitCode, stderr } = await cli(["--json", "sandbox"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("its options come behind it");
});

test("sandbox prints its own help", async () => {
  const { exitCode, stdout } = await cli(["sandbox", "--help"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("--template-review");
});

test("sandbox runs until Ctrl+C, and other commands find it", async () => {
  const child = startCli(["sandbox", "--port", "0", "--access-token", "mine-alone"]);
  const stdout = collect(child, "stdout");
  const [, url = ""] = await said(child, stdout, /base URL +(\S+)/);
  const { exitCode } = await cli(["numbers", "--sandbox", url]);
  expect(exitCode).toBe(0);
  await said(child, stdout, /GET \S+phone_numbers 200/);
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([0, null]);
});
