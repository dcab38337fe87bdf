import { describe, expect, test } from "vitest";
import { expectSoon } from "../../../scripts/lib/browser.test-support.ts";
import { numberOf, sendCampaign, sendTo, tellProgress } from "./campaign.test-support.ts";
import { choose, goTo, isWithoutBrowser, messages, openConsole, rowOf } from "./open.test-support.ts";
import { startSandbox } from "./start.test-support.ts";

const sale = "campaigns/spring-sale";

describe.skipIf(isWithoutBrowser)("campaigns in the page", { timeout: 60_000 }, () => {
  test("a campaign is seen as it sends, with what its owner tells", async () => {
    const sandbox = await startSandbox();
    const page = await openConsole(sandbox);
    await goTo(page, "Campaigns");
    await page.getByRole("heading", { name: "No campaign yet" }).waitFor();
    await tellProgress(sandbox, "spring-sale", { total: 40, pending: 40, counts: {} });
    await choose(page, "Campaigns", "0 of 40 done");
    const legend = page.getByRole("list", { name: "Recipients by state" });
    await expectSoon(() => legend.allTextContents()).toEqual(["40Pending"]);
    await expectSoon(() => page.title()).toBe("spring-sale · Campaigns · openwaba sandbox");

    for (let place = 0; place < 20; place++) await sendTo(sandbox, "spring-sale", place);
    const list = page.getByRole("list", { name: "Recipients", exact: true });
    await page.getByText("20 seen here").waitFor();
    await tellProgress(sandbox, "spring-sale", {
      state: "paused",
      reason: "the shop is closed",
      total: 40,
      pending: 19,
      counts: { delivered: 20, unknown: 1 },
      rate: 12.34,
    });
    await page.getByText("It is paused: the shop is closed").waitFor();
    await expectSoon(() => legend.getByRole("listitem").allTextContents()).toEqual([
      "20Delivered",
      "1Unknown",
      "19Pending",
    ]);
    await page.getByText("12.3 messages a second").waitFor();
    await rowOf(page, "Campaigns", "21 of 40 done").getByText("Paused").waitFor();

    await sandbox.customer(numberOf(3)).read();
    await list
      .getByRole("listitem")
      .filter({ hasText: numberOf(3) })
      .getByText("Read")
      .waitFor();
    sandbox.reset();
    await page.getByRole("heading", { name: "No campaign yet" }).waitFor();
  });

  test("errors lead to whom they concern, and these to their chats and calls", async () => {
    const sandbox = await startSandbox();
    await sendCampaign(sandbox, "spring-sale", 210);
    const page = await openConsole(sandbox, { path: sale });
    const list = page.getByRole("list", { name: "Recipients", exact: true });
    const shown = () => list.getByRole("listitem").locator("a, strong").filter({ hasText: "+" }).allTextContents();
    const errors = page.getByRole("table", { name: "Errors" }).getByRole("row");
    await expectSoon(async () =>
      (await errors.allTextContents()).map((text) => text.replace(/[a-z :]+/gi, " ")),
    ).toEqual([" ", "131026 80", "131056 02", "132001 02"]);
    await page.getByRole("link", { name: "131056" }).click();
    await expectSoon(shown).toEqual([numberOf(20), numberOf(21)]);
    expect(await page.getByText("2 of 210").count()).toBe(1);
    expect(await list.getByText("refused once").count()).toBe(2);

    // what is chosen is in the address
    await page.getByRole("combobox", { name: "Code" }).selectOption("");
    await page.getByRole("combobox", { name: "State" }).selectOption("refused");
    await expectSoon(shown).toEqual([numberOf(64), numberOf(65)]);
    await page.reload();
    await expectSoon(shown).toEqual([numberOf(64), numberOf(65)]);
    await list.getByRole("link", { name: ` for ${numberOf(65)}` }).click();
    await page.getByText("(#132001) No approved template").first().waitFor();
    await page.goBack();
    await page.getByRole("combobox", { name: "State" }).selectOption("failed");
    await expectSoon(async () => (await shown()).length).toBe(8);
    await page.getByRole("searchbox", { name: "Search recipients" }).fill(numberOf(42));
    await expectSoon(shown).toEqual([numberOf(42)]);
    await list.getByText("131026: The recipient does not use WhatsApp").waitFor();
    await page.getByRole("searchbox", { name: "Search recipients" }).fill("nobody");
    await page.getByText("0 of 210").waitFor();
    expect(await list.count()).toBe(0);
    await page.getByRole("searchbox", { name: "Search recipients" }).fill("");
    await page.getByRole("combobox", { name: "State" }).selectOption("read");
    await list.getByRole("link", { name: numberOf(0), exact: true }).click();
    await messages(page, "").first().waitFor();
  });

  test("somebody who got two messages stands out", async () => {
    const sandbox = await startSandbox();
    for (const place of [0, 1, 2, 1]) await sendTo(sandbox, "spring-sale", place);
    const page = await openConsole(sandbox, { path: sale });
    await rowOf(page, "Campaigns", "1 got more than one").waitFor();
    await page.getByRole("link", { name: "1 recipient" }).click();
    const list = page.getByRole("list", { name: "Recipients", exact: true });
    await expectSoon(() => list.getByRole("listitem").count()).toBe(1);
    await list.getByText("2 messages").waitFor();
  });

  test("a long list is loaded as it is scrolled, while the campaign goes on, and has few rows", async () => {
    const sandbox = await startSandbox();
    for (let place = 0; place < 260; place++) await sendTo(sandbox, "spring-sale", place);
    const page = await openConsole(sandbox, { path: sale });
    const list = page.getByRole("list", { name: "Recipients", exact: true });
    await page.getByText("260 seen here").waitFor();
    await list.getByText(numberOf(0)).waitFor();
    expect(await list.getByRole("listitem").count()).toBeLessThan(40);
    await expectSoon(async () => {
      await list.evaluate((box) => box.scrollTo(0, box.scrollHeight));
      return list.getByText(numberOf(259)).count();
    }).toBe(1);
    for (let place = 260; place < 270; place++) await sendTo(sandbox, "spring-sale", place);
    await page.getByText("270 seen here").waitFor();
    await expectSoon(async () => {
      await list.evaluate((box) => box.scrollTo(0, box.scrollHeight));
      return list.getByText(numberOf(269)).count();
    }).toBe(1);
    await list.evaluate((box) => box.scrollTo(0, 0));
    await list.getByText(numberOf(0)).waitFor();
  });

  test("needs nothing but the keyboard, and stays in its width on a phone", async () => {
    const sandbox = await startSandbox();
    await sendCampaign(sandbox, "spring-sale", 30);
    await sendTo(sandbox, "x".repeat(64), 0);
    const page = await openConsole(sandbox, { width: 375, path: "campaigns" });
    await rowOf(page, "Campaigns", "xxxx").waitFor();
    const { keyboard } = page;
    const tabTo = async (name: RegExp) => {
      const focused = () =>
        page.evaluate(() => {
          const { activeElement: element } = document;
          return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
        });
      for (let presses = 0; presses < 40 && !name.test(await focused()); presses++) await keyboard.press("Tab");
      expect(await focused()).toMatch(name);
    };
    await tabTo(/^spring-sale/);
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "spring-sale" }).waitFor();
    await tabTo(/^131056$/);
    await keyboard.press("Enter");
    await page.getByText("2 of 30").waitFor();
    await tabTo(/^State$/);
    await keyboard.press("r"); // Read
    await page.getByText("1 of 30").waitFor();
    await tabTo(/^Recipients$/);
    await tabTo(new RegExp(`^\\${numberOf(21)}$`));
    await keyboard.press("Enter");
    await messages(page, "").first().waitFor();
    await page.goto(`${sandbox.url}/_sandbox/console/campaigns/${"x".repeat(64)}`);
    await page.getByText("1 seen here").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });
});
