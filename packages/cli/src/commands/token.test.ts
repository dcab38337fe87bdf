import { expect, test } from "vitest";
import { cli, environmentOf, folderWith, sandboxFor } from "../cli.test-support.ts";

test("token says what the token may do and until when, without the token", async () => {
  const sandbox = await sandboxFor();
  const { exitCode, stdout, stderr } = await cli(["token"], { environment: environmentOf(sandbox) });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^Token: valid$/m);
  expect(stdout).toMatch(/^expires +never$/m);
  expect(stdout).toMatch(/^permissions +whatsapp_business_management, whatsapp_business_messaging/m);
  expect(stdout).not.toContain(sandbox.accessToken);
});

test("token fails for one that does not work", async () => {
  const sandbox = await sandboxFor();
  const environment = { ...environmentOf(sandbox), WHATSAPP_ACCESS_TOKEN: "EAAHarbourWithoutAnEnd" };
  const { exitCode, stdout } = await cli(["token", "--json"], { environment });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ is_valid: false });
});

test("token shows when a token expires", async () => {
  const sandbox = await sandboxFor({ now: () => Date.UTC(2026, 10, 28, 12) });
  const token = sandbox.issueToken({ expiresIn: 3600 });
  const environment = { ...environmentOf(sandbox), WHATSAPP_ACCESS_TOKEN: token };
  const { stdout } = await cli(["token"], { environment });
  expect(stdout).toMatch(/^expires +2026-11-28 13:00 UTC$/m);
});

test("without a token, and nobody to ask, token says where it looks", async () => {
  const cwd = await folderWith({ ".env": "WHATSAPP_ACCESS_TOKEN=x" });
  const { exitCode, stdout, stderr } = await cli(["token"], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("set WHATSAPP_ACCESS_TOKEN");
  expect(stderr).toContain("There is a .env here: add --env-file .env");
});

test("a file of variables is read, and the environment wins", async () => {
  const sandbox = await sandboxFor();
  const lines = Object.entries(environmentOf(sandbox)).map(([name, value]) => `${name}="${value}"\n`);
  const cwd = await folderWith({ ".env": lines.join("") });
  expect(await cli(["token", "--env-file", ".env"], { cwd })).toMatchObject({ exitCode: 0 });
  const environment = { WHATSAPP_ACCESS_TOKEN: "EAAHarbourWithoutAnEnd" };
  expect(await cli(["token", "--env-file", ".env"], { cwd, environment })).toMatchObject({ exitCode: 1 });
});
