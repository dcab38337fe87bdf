import { expect, test } from "vitest";
import { cli, folderWith } from "../../cli.test-support.ts";
import { json, tasting } from "./flows.test-support.ts";

test("flows validate needs no account, and names line, screen and component", async () => {
  const text = json(tasting()).replace("form.roast", "form.toast");
  const cwd = await folderWith({ "good.json": json(tasting()), "bad.flow.json": text });
  const validate = (...words: string[]) => cli(["flows", "validate", ...words], { cwd });
  expect(await validate("good.json")).toEqual({ exitCode: 0, stdout: "valid good\n", stderr: "" });
  const { exitCode, stdout } = await validate("good.json", "bad.flow.json");
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^invalid bad$/m);
  const line = text.split("\n").findIndex((each) => each.includes("form.toast")) + 1;
  expect(stdout).toMatch(new RegExp(`bad\\.flow\\.json:${line}:\\d+ .*\\(ROAST, Footer\\)`));
  const { flows } = JSON.parse((await validate("bad.flow.json", "--json")).stdout);
  expect(flows).toMatchObject([{ name: "bad", validation_errors: [{ screen: "ROAST", line_start: line }] }]);
});

test("flows validate ends with 2 without files", async () => {
  expect(await cli(["flows", "validate"])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("file") });
});
