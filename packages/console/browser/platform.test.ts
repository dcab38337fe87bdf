import { describe, expect, test } from "vitest";
import { expectSoon } from "../../../scripts/lib/browser.test-support.ts";
import {
  addCustomer,
  armFault,
  choose,
  exportState,
  goTo,
  goToState,
  isWithoutBrowser,
  messages,
  openConsole,
  reject,
  reset,
  rowOf,
  say,
} from "./open.test-support.ts";
import { callApi, sendMessage, startSandbox, startWithBot } from "./start.test-support.ts";

const ada = "+15550123456";
const helloWorld = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } };

describe.skipIf(isWithoutBrowser)("the platform in the page", () => {
  test("a template that is rejected in the page cannot be sent, and the call says so", async () => {
    const sandbox = await startSandbox({ templateReview: "manual" });
    const { status } = await callApi(sandbox, `${sandbox.accountId}/message_templates`, {
      name: "autumn_sale",
      language: "en_US",
      category: "MARKETING",
      components: [{ type: "BODY", text: "Lamps are cheaper until Sunday." }],
    });
    expect(status).toBe(200);
    const page = await openConsole(sandbox);
    await goTo(page, "Templates");
    await choose(page, "Templates", "autumn_sale");
    await reject(page, "PROMOTIONAL");
    await rowOf(page, "Templates", "autumn_sale").getByText("rejected").waitFor();

    const template = { name: "autumn_sale", language: { code: "en_US" } };
    expect(await sendMessage(sandbox, ada, { type: "template", template })).toMatchObject({ status: 404 });
    await goTo(page, "API calls");
    await choose(page, "Calls", "sendMessage");
    await page.getByText("132001").first().waitFor();
  });

  test("a fault that is armed in the page hits the next call, which says so", async () => {
    const sandbox = await startSandbox();
    const page = await openConsole(sandbox, { path: "calls" });
    await armFault(page, "throttle");
    const failed = await sendMessage(sandbox, ada, helloWorld);
    expect(failed.status).toBeGreaterThanOrEqual(400);
    expect(await sendMessage(sandbox, ada, helloWorld)).toMatchObject({ status: 200 });
    await choose(page, "Calls", String(failed.status));
    await page.getByText("throttle").last().waitFor();
  });

  test("a webhook that the bot did not take is sent again from the page, and taken", async () => {
    const { sandbox, bot } = await startWithBot();
    const page = await openConsole(sandbox);
    await addCustomer(page, "Grace");
    bot.isBroken = true;
    await say(page, "Hello?");
    await goTo(page, "Webhooks");
    await choose(page, "Deliveries", "failed");
    await page.getByText("500").first().waitFor();
    expect(sandbox.sent).toEqual([]);

    bot.isBroken = false;
    await page.getByRole("button", { name: "Send again" }).click();
    await rowOf(page, "Deliveries", "accepted").waitFor();
    await goTo(page, "Chats");
    await choose(page, "Chats", "Grace");
    await messages(page, "Say buttons, list, flow or place.").waitFor();
  });
  test("what was exported comes back by an import after a reset", async () => {
    const { sandbox } = await startWithBot();
    const page = await openConsole(sandbox);
    await addCustomer(page, "Grace");
    await say(page, "Hello?");
    await messages(page, "Say buttons, list, flow or place.").waitFor();
    await goToState(page);
    const file = await exportState(page);
    await reset(page);
    await expectSoon(() => sandbox.customers().length).toBe(2);
    await goTo(page, "Chats");
    await expectSoon(() => page.getByRole("listitem").filter({ hasText: "Grace" }).count()).toBe(0);

    await goToState(page);
    await page.getByLabel("Import").setInputFiles(file);
    await goTo(page, "Chats");
    await choose(page, "Chats", "Grace");
    await messages(page, "Say buttons, list, flow or place.").waitFor();
    await expectSoon(() => messages(page, "").count()).toBe(2);
  });
});
