import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { expectSoon } from "../../scripts/lib/browser.test-support.ts";
import { expectShown, isWithoutBrowser, openDocs, untilItReacts, urlOf } from "./open.test-support.ts";

const accessToken = "a-token-that-no-address-has";
const sendMessage = "reference/operations/messages/sendMessage";

async function startSandbox(): Promise<Sandbox> {
  const sandbox = await createSandbox({ accessToken });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** The page of an operation that may call a sandbox, with its address and its token filled in. */
async function openWith({ url }: Sandbox, path: string): Promise<Page> {
  const page = await openDocs(path, {
    others: [url],
    secrets: [accessToken],
    mayFail: (asked) => asked.startsWith(url),
  });
  await page.getByLabel("Address of the sandbox").fill(url);
  await page.getByLabel("Access token").fill(accessToken);
  return page;
}

function send(page: Page): Promise<void> {
  return page.getByRole("button", { name: "Send", exact: true }).click();
}

describe.skipIf(isWithoutBrowser)("an operation that is tried", () => {
  test("is called on a sandbox, and shows the answer", async () => {
    const sandbox = await startSandbox();
    const page = await openWith(sandbox, sendMessage);
    await page.getByLabel("phone_number_id").fill(sandbox.phoneNumberId);
    await page.getByRole("textbox", { name: "Body" }).fill(
      JSON.stringify({
        messaging_product: "whatsapp",
        to: "+15550123456",
        type: "template",
        template: { name: "hello_world", language: { code: "en_US" } },
      }),
    );
    await send(page);
    const answer = page.getByRole("status");
    await expectShown(answer.getByText("200 OK"));
    expect(await answer.innerText()).toMatch(/"id": "wamid\./);
  });

  test("takes its parameters into the query", async () => {
    const sandbox = await startSandbox();
    const page = await openWith(sandbox, "reference/operations/templates/listMessageTemplates");
    await page.getByLabel("waba_id").fill(sandbox.accountId);
    await page.getByLabel("limit").fill("1");
    const [request] = await Promise.all([page.waitForRequest(`${sandbox.url}/**`), send(page)]);
    expect(new URL(request.url()).searchParams.get("limit")).toBe("1");
    await expectShown(page.getByRole("status").getByText("200 OK"));
  });

  test("leads from an error to its page", async () => {
    const sandbox = await startSandbox();
    const page = await openWith(sandbox, sendMessage);
    await page.getByLabel("phone_number_id").fill(sandbox.phoneNumberId);
    await page
      .getByRole("textbox", { name: "Body" })
      .fill(JSON.stringify({ messaging_product: "whatsapp", to: "+15550123456", type: "text" }));
    await send(page);
    await expectShown(page.getByRole("status").getByText("400"));
    await page.getByRole("link", { name: /^What error \d+ means/ }).click();
    await expectShown(page.getByRole("heading", { name: "What to do" }));
    expect(page.url()).toMatch(/\/reference\/errors\/\d+$/);
  });

  test("tells a wrong token from a right one", async () => {
    const page = await openWith(await startSandbox(), sendMessage);
    await page.getByLabel("Access token").fill("another");
    await send(page);
    await expectShown(page.getByRole("link", { name: "What error 190 means" }));
  });

  test("keeps the token from addresses, from other tabs and from later visits", async () => {
    const sandbox = await startSandbox();
    const page = await openWith(sandbox, sendMessage);
    await send(page);
    await expectShown(page.getByRole("status").getByText(/^\d{3} /));
    await page.reload();
    await expectSoon(() => page.getByLabel("Access token").inputValue()).toBe(accessToken); // of this tab
    const { cookies, origins } = await page.context().storageState();
    expect(JSON.stringify([cookies, origins])).not.toContain(accessToken);
    const other = await page.context().newPage();
    await other.goto(await urlOf(sendMessage));
    await untilItReacts(other);
    expect(await other.getByLabel("Access token").inputValue()).toBe("");
  });

  test.each(["https://graph.facebook.com", "http://127.0.0.1.example.com:4000", "http://localhost@192.0.2.1/"])(
    "calls nothing at %s",
    async (address) => {
      const page = await openWith(await startSandbox(), sendMessage);
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.getByLabel("Address of the sandbox").fill(address);
      await send(page);
      await expectShown(page.getByRole("status").getByText("must be of this machine"));
      expect(requests).toEqual([]);
    },
  );

  test("is not sent anywhere else by anything on the page: its policy forbids it", async () => {
    const page = await openDocs(sendMessage);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:* http://localhost:*;");
  });

  test("says how to start a sandbox when none answers", async () => {
    const sandbox = await startSandbox();
    const page = await openWith(sandbox, sendMessage);
    await sandbox.close();
    await send(page);
    await expectShown(page.getByRole("status").getByText("npx @openwaba/sandbox"));
  });
});
