import { describe, expect, test } from "vitest";
import { expectSoon } from "../../../scripts/lib/browser.test-support.ts";
import { addCustomer, isWithoutBrowser, messages, openConsole, say } from "./open.test-support.ts";
import { sendMessage, startSandbox } from "./start.test-support.ts";

const script = "document.title = 'taken over'; alert(1)";

const texts = {
  markup: `<img src=x onerror="${script}"><script>${script}</script><svg onload="${script}">`,
  entities: "&lt;b&gt; &amp;#x3c;script> </textarea></div></article>",
  "marks of formatting": "*_~```*_~`<b>*`*_ > - 1. *",
  "a link that is a program":
    'javascript:alert(1) data:text/html,<script>alert(1)</script> https://example.com/"onclick=alert(1)',
  "another direction": "Pay \u202E100 EUR\u202C to me \u2066\u2067\u2069",
  zalgo: `h${"\u0315\u0334\u0362".repeat(300)}ello`,
  "halves of characters": "\uD83D and \uDE00 and \u0000 and \uFFFF",
};

describe.skipIf(isWithoutBrowser)("hostile content", () => {
  test.each(Object.entries(texts))("%s is shown as text", async (_, text) => {
    const sandbox = await startSandbox();
    const page = await openConsole(sandbox);
    const name = `<img src=x onerror="${script}">`;
    await addCustomer(page, name);
    const title = await page.title();
    const grace = sandbox.customer("+15550100001");
    await grace.text(text);
    await grace.text("the end");
    const sent = await sendMessage(sandbox, "+15550100001", { type: "text", text: { body: text } });
    expect(sent.status).toBe(200);
    await expectSoon(() => messages(page, "").count()).toBe(3);

    // nothing but what the page itself makes, and the words as they came
    const made = "article img, article script, article svg[onload], article iframe, article object";
    expect(await page.locator(made).count()).toBe(0);
    for (const link of await page.getByRole("log").getByRole("link").all())
      expect(await link.getAttribute("href")).toMatch(/^https:/);
    const shown = await messages(page, "").first().textContent();
    const letters = (of: string) => of.replaceAll(/[^a-z]/gi, "");
    expect(letters(shown ?? "")).toContain(letters(text));
    expect(await page.title()).toBe(title);
  });

  test("a text of 60,000 characters stays in its place", async () => {
    const sandbox = await startSandbox();
    const page = await openConsole(sandbox, { width: 375 });
    await addCustomer(page, "Grace");
    await sandbox.customer("+15550100001").text("w".repeat(60_000));
    await messages(page, "wwww").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await page.getByRole("log").evaluate((log) => log.scrollTo(0, 0));
    await say(page, "Hello?");
    await messages(page, "Hello?").waitFor();
  });
});
