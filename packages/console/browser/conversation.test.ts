import { describe, expect, test } from "vitest";
import { addCustomer, choose, goTo, isWithoutBrowser, messages, openConsole, rowOf, say } from "./open.test-support.ts";
import { sendAskingFlow, sendTableFlow } from "./table-flow.test-support.ts";
import { callApi, sendMessage, startWithBot } from "./start.test-support.ts";

const grace = "+15550100001"; // the first number that the page proposes

describe.skipIf(isWithoutBrowser)("a conversation in the page", () => {
  test("somebody new writes, and a bot answers with text, buttons and a list", async () => {
    const { sandbox } = await startWithBot();
    const page = await openConsole(sandbox);
    await addCustomer(page, "Grace");

    await say(page, "Hello?");
    await messages(page, "Say buttons, list, flow or place.").waitFor();

    await say(page, "buttons");
    await messages(page, "Shall we wake you?").getByRole("button", { name: "At seven" }).click();
    await messages(page, "You chose At seven").waitFor();

    await say(page, "list");
    await messages(page, "What is for breakfast?").getByRole("button", { name: "Choose" }).click();
    await page.getByRole("dialog", { name: "Choose" }).getByRole("button", { name: "Porridge" }).click();
    await messages(page, "You chose Porridge").waitFor();
    expect(await rowOf(page, "Chats", "Grace").textContent()).toContain("You chose Porridge");
  });
  test("a template is approved, sent, and its quick reply pressed", async () => {
    const { sandbox } = await startWithBot({ templateReview: "manual" });
    const page = await openConsole(sandbox);
    await callApi(sandbox, `${sandbox.accountId}/message_templates`, {
      name: "lamp_shipped",
      language: "en_US",
      category: "UTILITY",
      components: [
        { type: "BODY", text: "Your lamp left our workshop." },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Where is it?" }] },
      ],
    });
    await goTo(page, "Templates");
    await choose(page, "Templates", "lamp_shipped");
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await rowOf(page, "Templates", "lamp_shipped").getByText("approved").waitFor();

    await goTo(page, "Chats");
    await addCustomer(page, "Grace");
    const template = { name: "lamp_shipped", language: { code: "en_US" } };
    expect(await sendMessage(sandbox, grace, { type: "template", template })).toMatchObject({ status: 200 });
    await messages(page, "Your lamp left our workshop.").getByRole("button", { name: "Where is it?" }).click();
    await messages(page, "You pressed Where is it?").waitFor();
  });

  test("a flow is filled in, checked and answered", async () => {
    const { sandbox } = await startWithBot();
    const page = await openConsole(sandbox);
    await addCustomer(page, "Grace");
    await say(page, "Hello?");
    await messages(page, "Say buttons").waitFor();
    expect(await sendTableFlow(sandbox, grace)).toMatchObject({ status: 200 });
    await messages(page, "Would you like a table?").getByRole("button", { name: "Book" }).click();

    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Continue" }).click(); // nothing is filled in
    expect(await dialog.getByRole("heading", { name: "Your name" }).count()).toBe(0);
    await dialog.getByLabel("Guests").fill("4");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await dialog.getByRole("heading", { name: "Your name" }).waitFor();
    await dialog.getByLabel("Name").fill("Grace");
    await dialog.getByRole("button", { name: "Done" }).click();
    const answer = messages(page, "You chose");
    await answer.waitFor();
    expect(await answer.textContent()).toMatch(/"guests":"?4"?.*"name":"Grace"/);
  });

  test("a flow asks the endpoint of the business, and says what goes wrong there", async () => {
    const { sandbox } = await startWithBot();
    const page = await openConsole(sandbox);
    await addCustomer(page, "Grace");
    await say(page, "Hello?");
    await messages(page, "Say buttons").waitFor();
    expect(await sendAskingFlow(sandbox, grace)).toMatchObject({ status: 200 });
    await messages(page, "Would you like a table?").getByRole("button", { name: "Book" }).click();

    const dialog = page.getByRole("dialog");
    const ask = async (guests: string) => {
      await dialog.getByLabel("Guests").fill(guests);
      await dialog.getByRole("button", { name: "Continue" }).click();
    };
    await ask("9");
    await dialog.getByText("We have 8 chairs").first().waitFor();
    await ask("101");
    await dialog.getByText("unexpected_http_status_code: the endpoint responds with status 500").waitFor();
    await dialog.getByRole("button", { name: "Back to the screen" }).click();
    await ask("4");
    await dialog.getByRole("heading", { name: "Your table" }).waitFor();
    await dialog.getByText("The endpoint answered with status 200").waitFor();
    await dialog.getByRole("button", { name: "Take it" }).click();
    const answer = messages(page, "You chose");
    await answer.waitFor();
    expect(await answer.textContent()).toMatch(/"flow_token":"table-31".*"table":"A table for 4"/);
  });
});
