import { expect, test } from "vitest";
import { errorCodes } from "@openwaba/runtime/error-codes";
import { cli } from "../cli.test-support.ts";

test.each([
  ["a code", ["999999"], "Cannot explain 999999: no such code is documented"],
  ["words", ["harbour", "coffee"], "Cannot find a code with all of these words"],
])("errors fails for %s that nothing is known about", async (_, words, message) => {
  const { exitCode, stdout, stderr } = await cli(["errors", ...words]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain(message);
});

test("errors explains a code without a token: what it means, whether it is retried, what to do", async () => {
  const { exitCode, stdout, stderr } = await cli(["errors", "130429"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("130429: Throughput reached");
  expect(stdout).toMatch(/^retried +yes, sends too/m);
  expect(stdout).toMatch(/What to do\n {2}Slow down/);
  expect(stdout).toContain("https://openwaba.github.io/openwaba/guides/errors");
});

test("errors finds a subcode, and the range that a code is in", async () => {
  const subcode = await cli(["errors", "463"]);
  expect(subcode.stdout).toContain("190, subcode 463: Token expired");
  const range = await cli(["errors", "273", "--json"]);
  expect(JSON.parse(range.stdout)).toMatchObject({ errors: [{ code: "200-299" }] });
});

test("errors finds codes by words of their text, and lists all without any", async () => {
  const some = await cli(["errors", "rate", "limit", "--json"]);
  const found: { code: string }[] = JSON.parse(some.stdout).errors;
  expect(found.map(({ code }) => code)).toContain("80007");
  const all = await cli(["errors", "--json"]);
  expect(JSON.parse(all.stdout).errors).toHaveLength(Object.keys(errorCodes).length);
});
