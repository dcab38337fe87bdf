import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";
import { openTenants, type Tenant } from "./tenants/tenants.ts";

/** Lets a customer write to each of three tenants, whose tokens may be changed before. */
async function run(change: (tenants: Tenant[], expiredToken: string) => Tenant[] = (tenants) => tenants) {
  const { sandbox, environment, customer } = await startPlatform();
  const tenants = await openTenants(sandbox);
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "tenants.json");
  await writeFile(file, JSON.stringify(change(tenants, sandbox.issueToken({ expiresIn: 0 }))));
  // a token that works nowhere, so that a call without the token of its tenant fails
  const example = runExample("tenants.ts", { ...environment, WHATSAPP_ACCESS_TOKEN: "of-nobody" }, [file]);
  for (const { name, phone_number_id } of tenants) {
    await example.printed(`☞ Please write “Hello” to the number of ${name}`);
    await customer.text("Hello", { phoneNumberId: phone_number_id });
  }
  return { sandbox, tenants, ...(await example.ended) };
}

test("each tenant answers its own customers, from its own number", async () => {
  const { sandbox, tenants, code, output } = await run();
  expect(sandbox.sent.map(({ phoneNumberId, message }) => [phoneNumberId, message["text"]])).toEqual(
    tenants.map(({ phone_number_id, greeting }) => [phone_number_id, { body: greeting }]),
  );
  for (const { name } of tenants) expect(output).toMatch(new RegExp(`^ +1 +1 +\\d  ${name}$`, "m"));
  expect(code).toBe(0);
  expect(sandbox.warnings).toEqual([]);
});

test.each([0, 1, 2])("if the token of tenant %i has expired, the others answer with theirs", async (broken) => {
  const { sandbox, tenants, code, output } = await run((all, access_token) =>
    all.map((tenant, index) => (index === broken ? { ...tenant, access_token } : tenant)),
  );
  const others = tenants.filter((_, index) => index !== broken);
  expect(sandbox.sent.map(({ phoneNumberId }) => phoneNumberId)).toEqual(others.map((one) => one.phone_number_id));
  expect(output).toContain(`✗ ${tenants[broken]?.name} must sign up again: code 190`);
  expect(output).toMatch(new RegExp(`^ +1 +0 +0  ${tenants[broken]?.name}$`, "m"));
  expect(code).toBe(0);
});

test("a message for an account of nobody is answered by nobody", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "tenants.json");
  await writeFile(file, JSON.stringify((await openTenants(sandbox)).slice(1)));
  const example = runExample("tenants.ts", environment, [file]);
  await example.printed("☞ Please write");
  await customer.text("Hello"); // to the number of the seed
  await example.printed("– a message for account 102290129340398, which is no tenant of ours");
  expect(sandbox.sent).toEqual([]);
});

test("without a token it runs on a sandbox of its own, with three tenants", async () => {
  const { code, output } = await runExample("tenants.ts").ended;
  expect(output).toContain("3 tenants in one server");
  expect(output.match(/^ +1 +1 +1 {2}/gm)).toHaveLength(3);
  expect(code).toBe(0);
});
