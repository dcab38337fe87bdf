import { addGroupParticipants, createWhatsAppClient, getGroup, isGraphError } from "openwaba";
import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a group is created, joined, written to and deleted", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const client = createWhatsAppClient({ auth: sandbox.accessToken, baseUrl: sandbox.url });
  const example = runExample("groups.ts", environment);
  await example.printed("☞ Please write “Hello”");
  await customer.text("Hello");
  const [invitation] = await customer.inbox();
  expect(invitation?.text).toMatch(/^We taste on Tuesdays: https:\/\/chat\.whatsapp\.com\//);

  await example.printed("☞ Please open the link and join");
  const [, group_id = ""] = /the group (\d+)/.exec(example.output()) ?? [];
  await addGroupParticipants(client, { group_id, participants: [{ user: environment.WHATSAPP_CUSTOMER }] });
  await example.printed("☞ Please answer in the group");
  expect(await customer.inbox()).toMatchObject([{ to: group_id, text: "This Tuesday: beans from Huila." }]);
  await customer.text("I will be there", { groupId: group_id });

  const { code, output } = await example.ended;
  expect(output).toContain("1 of at most 8 are in the group");
  expect(output).toContain("← group: delivered");
  expect(output).toContain("← removed\n");
  expect(output).toContain("The group is gone.");
  expect(code).toBe(0);
  expect(sandbox.sent.map(({ to }) => to)).toEqual([customer.waId, group_id, group_id]);
  const gone = await getGroup(client, { group_id, fields: ["subject"] }).catch((error: unknown) => error);
  expect(isGraphError(gone)).toBe(true);
  expect(sandbox.warnings).toEqual([]);
});

test("without a token it runs on a sandbox of its own, and plays the customer", async () => {
  const { code, output } = await runExample("groups.ts").ended;
  expect(output).toContain("The group is gone.");
  expect(code).toBe(0);
});
