import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectSoon } from "../../scripts/lib/browser.test-support.ts";
import { kinds } from "./kinds.test-support.ts";
import { expectShown, goTo, isWithoutBrowser, openDocs, urlOf } from "./open.test-support.ts";

const phone = { width: 375, height: 812 };

describe.skipIf(isWithoutBrowser)("reading the documentation", () => {
  test("the home page leads to the first step, and shows the console", async () => {
    const page = await openDocs("");
    const picture = page.getByRole("img", { name: "The console of the sandbox" });
    await expectSoon(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1000);
    await page.getByRole("link", { name: "Send a message" }).click();
    await expectShown(page.getByRole("heading", { level: 1, name: "Send a message" }));
    expect(page.url()).toBe(await urlOf("start/send"));
  });

  test("the search finds an error by what it says, with the keyboard alone", async () => {
    const page = await openDocs("");
    await search(page, "24-hour window closed");
    await expectShown(page.getByRole("option", { name: "131047" }));
    await page.keyboard.press("Enter");
    await expectShown(page.getByRole("heading", { level: 1, name: "131047" }));
    expect(page.url()).toContain(await urlOf("reference/errors/131047"));
  });

  test("the search finds an operation by its name", async () => {
    const page = await openDocs("guides/");
    await search(page, "sendMessage");
    await expectShown(page.getByRole("option", { name: "sendMessage" }));
    await page.keyboard.press("Enter");
    await expectShown(page.getByRole("heading", { level: 1, name: "sendMessage" }));
  });

  test("a guide shows programs, with types where the pointer is", async () => {
    const page = await openDocs("start/send");
    const name = page.locator(".twoslash-hover", { hasText: /^sendMessage$/ }).first();
    await name.hover();
    await expectShown(page.locator(".twoslash-floating").filter({ hasText: "sendMessage" }).getByText("Promise"));
  });

  test("an operation shows what it was in older versions", async () => {
    const page = await openDocs("reference/operations/business-accounts/listSchedules");
    await page
      .getByRole("navigation", { name: "On this page" })
      .getByRole("link", { name: /^In v23/ })
      .click();
    const heading = page.getByRole("heading", { level: 2, name: /^In v23/ });
    await expectSoon(() => heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(200);
    const [type = ""] = await page
      .locator('a[href^="#schema-"][href*="-v23-0"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    await page.locator(`a[href="${type}"]`).first().click();
    await expectSoon(() => page.locator(type).evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(
      200,
    );
  });

  test("an error says what it means, and leads to the operations that name it", async () => {
    const page = await openDocs("reference/errors/131047");
    await expectShown(page.getByRole("heading", { name: "What to do" }));
    await page.getByRole("main").getByRole("link", { name: "sendMessage" }).click();
    await expectShown(page.getByRole("heading", { level: 1, name: "sendMessage" }));
  });

  test("a webhook shows its handler and an example", async () => {
    const page = await openDocs("reference/webhooks/messages");
    await expectShown(page.getByText("createWebhookHandler"));
    const example = page.locator("details").first();
    await example.locator("summary").click();
    await expectShown(example.getByText("whatsapp_business_account"));
  });

  test("the dark look is kept after a reload", async () => {
    const page = await openDocs("start/send");
    const isDark = () => page.evaluate(() => document.documentElement.classList.contains("dark"));
    expect(await isDark()).toBe(false);
    await page.getByRole("switch").first().click();
    expect(await isDark()).toBe(true);
    await page.reload();
    expect(await isDark()).toBe(true);
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(colour).not.toBe("rgb(255, 255, 255)");
  });

  test("the keyboard reaches the content at once", async () => {
    const page = await openDocs("guides/errors");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await expectSoon(() => page.evaluate(() => document.activeElement?.id)).toBe("VPContent");
  });

  test("an address without a page leads home", async () => {
    const missing = await urlOf("guides/nowhere");
    const page = await openDocs("guides/nowhere", { mayFail: (url) => url === missing });
    await expectShown(page.getByText("404"));
    await page.getByRole("link", { name: "Take me home" }).click();
    await expectShown(page.getByRole("heading", { level: 1 }));
    expect(page.url()).toBe(await urlOf(""));
  });
});

describe.skipIf(isWithoutBrowser)("on a phone", () => {
  test("the menus open, and lead on", async () => {
    const page = await openDocs("", phone);
    await page.getByRole("button", { name: "mobile navigation" }).click();
    await page.getByRole("link", { name: "Guides", exact: true }).click();
    await expectShown(page.getByRole("heading", { level: 1 }));
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Templates" }).click();
    await expectShown(page.getByRole("heading", { level: 1, name: "Templates" }));
  });

  test("no page is wider than the screen, and what is too wide scrolls by itself", async () => {
    const page = await openDocs("", phone);
    const found: string[] = [];
    for (const path of [...Object.values(kinds), "guides/sending", "reference/operations/messages/sendMessage"]) {
      await goTo(page, path);
      found.push(...(await tooWide(page)).map((element) => `${path}: ${element}`));
    }
    expect(found).toEqual([]);
  });
});

/** Opens the search by its keys, and types: once more if the search selected its text just then. */
async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const box = page.getByRole("searchbox");
  await expectSoon(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
  await expectSoon(async () => {
    await page.keyboard.press("Control+a");
    await page.keyboard.type(words);
    return box.inputValue();
  }).toBe(words);
}

/** The elements that go beyond the screen, and that nothing scrolls to. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const isReachable = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || isReachable(element.parentElement));
    const hidden = [...document.querySelectorAll("main *, .VPHome *")].filter(
      (element) =>
        element.checkVisibility() &&
        element.getBoundingClientRect().right > clientWidth + 1 &&
        !element.closest(".visually-hidden, .v-popper__popper") &&
        !isReachable(element),
    );
    return [
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : []),
      ...hidden.map((element) => element.outerHTML.slice(0, 100)),
    ];
  });
}
