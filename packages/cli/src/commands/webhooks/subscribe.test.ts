import { expect, test } from "vitest";
import { cli, environmentOf, sandboxFor } from "../../cli.test-support.ts";

test("webhooks subscribe fails for an account that the token does not know", async () => {
  const sandbox = await sandboxFor();
  const words = ["webhooks", "subscribe", "--waba", "102290129399999"];
  const { exitCode, stderr } = await cli(words, { environment: environmentOf(sandbox) });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Cannot POST /{waba_id}/subscribed_apps");
});

test("webhooks subscribe mends what doctor finds", async () => {
  const sandbox = await sandboxFor();
  const environment = environmentOf(sandbox);
  const finding = "No app receives the webhooks of the account";
  expect((await cli(["doctor"], { environment })).stdout).toContain(finding);
  expect(await cli(["webhooks", "subscribe"], { environment })).toMatchObject({ exitCode: 0 });
  expect((await cli(["doctor"], { environment })).stdout).not.toContain(finding);
});
