import { expect, test } from "vitest";
import { changeWorld, cli, environmentOf, sandboxFor } from "../cli.test-support.ts";

test("numbers needs to know the account", async () => {
  const sandbox = await sandboxFor();
  const { WHATSAPP_BUSINESS_ACCOUNT_ID: _, ...environment } = environmentOf(sandbox);
  const { exitCode, stdout, stderr } = await cli(["numbers"], { environment });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("give --waba <id>, or set WHATSAPP_BUSINESS_ACCOUNT_ID");
});

test.each(["show", "health", "register"])("numbers %s takes the id of a number, not the number", async (name) => {
  const sandbox = await sandboxFor();
  const { exitCode, stderr } = await cli(["numbers", name, "+15550123456"], { environment: environmentOf(sandbox) });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("ids have digits alone");
});

test("numbers lists those of the account in a table", async () => {
  const sandbox = await sandboxFor();
  const { exitCode, stdout, stderr } = await cli(["numbers", `--sandbox=${sandbox.url}`]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["id", "number", "name", "status", "quality", "throughput"],
    ["108110225544001", "+1 555-012-3456", "Harbour Coffee Roasters", "CONNECTED", "GREEN", "STANDARD"],
    ["108110225544002", "+44 20 7946 0123", "Harbour Coffee London", "UNKNOWN", "NOT_APPLICABLE"],
    [""],
  ]);
});

test("numbers --json is what the platform answered", async () => {
  const sandbox = await sandboxFor();
  const { stdout } = await cli(["numbers", "list", "--json"], { environment: environmentOf(sandbox) });
  expect(JSON.parse(stdout)).toMatchObject({
    phone_numbers: [{ id: sandbox.phoneNumberId, status: "CONNECTED" }, { id: "108110225544002" }],
  });
});

test("numbers --waba looks at another account than that of the environment", async () => {
  const sandbox = await sandboxFor();
  const words = ["numbers", "--waba", "104996122399160", "--json"];
  const { stdout } = await cli(words, { environment: environmentOf(sandbox) });
  expect(stdout).not.toContain(sandbox.phoneNumberId);
});

test("numbers show says what a number may do and what limits it", async () => {
  const sandbox = await sandboxFor();
  const { exitCode, stdout } = await cli(["numbers", "show"], { environment: environmentOf(sandbox) });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^messaging limit +TIER_2K$/m);
  expect(stdout).toContain("Can it send? LIMITED");
  expect(stdout).toContain("The display name is not approved yet");
});

test("numbers health fails for a number that is blocked", async () => {
  const sandbox = await sandboxFor();
  const environment = environmentOf(sandbox);
  expect(await cli(["numbers", "health"], { environment })).toMatchObject({ exitCode: 0 });
  changeWorld(sandbox, '"can_send_message":"LIMITED"', '"can_send_message":"BLOCKED"');
  const { exitCode, stdout } = await cli(["numbers", "health"], { environment });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("Can it send? BLOCKED");
});

test("numbers register takes the PIN from a variable, and does not repeat it", async () => {
  const sandbox = await sandboxFor();
  const environment = environmentOf(sandbox);
  const wrong = await cli(["numbers", "register"], { environment: { ...environment, WHATSAPP_PIN: "12" } });
  expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("a PIN has six digits") });
  const missing = await cli(["numbers", "register"], { environment });
  expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("set WHATSAPP_PIN") });
  const registered = await cli(["numbers", "register"], { environment: { ...environment, WHATSAPP_PIN: "918273" } });
  expect(registered).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("is registered") });
  expect(registered.stdout + registered.stderr).not.toContain("918273");
  const body = sandbox.calls.at(-1)?.body;
  expect(body).toMatchObject({ pin: "[hidden]" });
});
