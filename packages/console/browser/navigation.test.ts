import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  addCustomer,
  choose,
  goTo,
  isWithoutBrowser,
  messages,
  openConsole,
  say,
  type View,
} from "./open.test-support.ts";
import { sendMessage, startSandbox, startWithBot } from "./start.test-support.ts";

const ada = "+15550123456";
const pathOf = (page: Page) => new URL(page.url()).pathname.replace("/_sandbox/console", "");

describe.skipIf(isWithoutBrowser)("getting around in the page", () => {
  test("a reload keeps what is open, and the way back leads where one came from", async () => {
    const sandbox = await startSandbox();
    await sendMessage(sandbox, ada, {
      type: "template",
      template: { name: "hello_world", language: { code: "en_US" } },
    });
    const page = await openConsole(sandbox);
    const steps: [View, list: string, row: string][] = [
      ["Chats", "Chats", "Ada"],
      ["Templates", "Templates", "hello_world"],
      ["API calls", "Calls", "sendMessage"],
      ["Webhooks", "Deliveries", "messages"],
    ];
    const places: string[] = [];
    for (const [view, list, row] of steps) {
      await goTo(page, view);
      await choose(page, list, row);
      const heading = page.getByRole("main").getByRole("heading", { level: 2 }).first();
      await heading.waitFor();
      const place = pathOf(page);
      await page.reload();
      await heading.waitFor();
      expect(pathOf(page)).toBe(place);
      places.push(place);
    }
    await goTo(page, "Account");
    await page.getByRole("main").getByRole("heading").first().waitFor();
    for (const place of places.toReversed()) {
      await page.goBack();
      expect(pathOf(page)).toBe(place);
      await page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor();
      await page.goBack(); // the view without a row
      expect(pathOf(page)).toBe(`/${place.split("/")[1]}`);
    }
  });

  test("colours follow the system until somebody chooses, and a reload keeps the choice", async () => {
    const page = await openConsole(await startSandbox(), { theme: "dark" });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const button = page.getByRole("button", { name: / colours$/ });
    await button.waitFor();
    const dark = await ground();
    await page.emulateMedia({ colorScheme: "light" });
    const light = await ground();
    expect(light).not.toBe(dark);

    await setTheme("light");
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await ground()).toBe(light);
    await setTheme("dark");
    expect(await ground()).toBe(dark);
    await page.reload();
    await page.emulateMedia({ colorScheme: "light" });
    expect(await ground()).toBe(dark);

    async function setTheme(theme: string): Promise<void> {
      await button.click();
      await page.getByRole("button", { name: `${theme} colours` }).waitFor();
    }
  });

  test("a conversation needs nothing but the keyboard", async () => {
    const { sandbox } = await startWithBot();
    const page = await openConsole(sandbox);
    await addCustomer(page, "Grace");
    await say(page, "Hello?");
    await messages(page, "Say buttons").waitFor();
    await goTo(page, "Account");
    await page.getByRole("main").getByRole("heading").first().waitFor();
    await page.mouse.move(0, 0);

    const { keyboard } = page;
    await tabTo("Chats");
    await keyboard.press("Enter");
    await tabTo(/^Grace/);
    await keyboard.press("Enter");
    await page.getByRole("log").waitFor();
    await tabTo("Message");
    await keyboard.type("list");
    await keyboard.press("Enter");
    await messages(page, "What is for breakfast?").waitFor();
    await tabTo("Choose", "Shift+Tab");
    await keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Choose" }).waitFor();
    await tabTo(/^Porridge/);
    await keyboard.press("Enter");
    await messages(page, "You chose Porridge").waitFor();

    // a menu is walked through by arrows, and left by Escape
    await tabTo("Send something else");
    await keyboard.press("Enter");
    const focused = page.locator(":focus");
    const menu = page.getByRole("menu", { name: "Send something else" });
    await menu.waitFor();
    const first = await focused.textContent();
    await keyboard.press("ArrowDown");
    expect(await focused.textContent()).not.toBe(first);
    await keyboard.press("ArrowUp");
    expect(await focused.textContent()).toBe(first);
    await keyboard.press("Escape");
    expect(await menu.count()).toBe(0);
    await keyboard.press("Enter");
    await menu.waitFor();
    while ((await focused.textContent()) !== "Location") await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await dialog.getByRole("textbox", { name: "Address" }).waitFor();
    await tabTo("Send");
    await keyboard.press("Enter");
    await messages(page, "Near Alexanderplatz").waitFor();

    /** Presses Tab until what has the focus is called so. */
    async function tabTo(name: string | RegExp, key = "Tab"): Promise<void> {
      const seen: string[] = [];
      for (let presses = 0; presses < 60; presses++) {
        await keyboard.press(key);
        const own = await page.evaluate(() => {
          const { activeElement: element } = document;
          return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
        });
        if (typeof name === "string" ? own === name : name.test(own)) return;
        seen.push(own.slice(0, 40));
      }
      throw new Error(`Cannot reach ${name} by ${key}: it goes over ${seen.join(", ")}`);
    }
  });
});
