import type { Sandbox } from "@openwaba/sandbox";
import type { Locator, Page } from "playwright-core";
import * as shared from "../../../scripts/lib/browser.test-support.ts";

/** Whether there is no browser, which is said aloud. */
export const isWithoutBrowser = shared.isWithoutBrowser("the tests of the console");

export type View = "Chats" | "Templates" | "Campaigns" | "API calls" | "Webhooks" | "Account";

interface Look extends shared.Look {
  /** Where to begin, below the address of the console. @default "" */
  readonly path?: string;
  /** Time of the browser, in milliseconds since 1970, which then stands still. @default that of this machine */
  readonly now?: number;
}

/** The console in a browser. Whatever goes wrong in the page, or leaves it, fails the test. */
export async function openConsole(
  { url, accessToken, appSecret }: Sandbox,
  { path = "", now, ...look }: Look = {},
): Promise<Page> {
  const page = await shared.openPage({
    ...look,
    origins: [new URL(url).origin],
    secrets: [accessToken, appSecret],
    permissions: ["clipboard-write"],
  });
  if (now !== undefined) await page.clock.setFixedTime(now);
  await page.goto(`${url}/_sandbox/console/${path}`);
  return page;
}

/** Goes to a view by the navigation. */
export async function goTo(page: Page, view: View): Promise<void> {
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: view, exact: true }).click();
}

/** Opens the row of a list that has the text. */
export async function choose(page: Page, list: string | RegExp, text: string | RegExp): Promise<void> {
  await rowOf(page, list, text).click();
}

/** The newest row of a list that has the text. */
export function rowOf(page: Page, list: string | RegExp, text: string | RegExp): Locator {
  return page
    .getByRole("list", { name: list })
    .getByRole("listitem")
    .filter({ hasText: text })
    .locator("a, button")
    .first();
}

/** Adds a customer, and opens the chat. */
export async function addCustomer(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New customer" }).click();
  const dialog = page.getByRole("dialog", { name: "New customer" });
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Add" }).click();
  await page.getByRole("heading", { name }).waitFor();
}

/** Writes as the customer. */
export async function say(page: Page, text: string): Promise<void> {
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await message.fill(text);
  await message.press("Enter");
}

/** Messages of the open chat that have the text. */
export function messages(page: Page, text: string | RegExp): Locator {
  return page.getByRole("log").getByRole("article").filter({ hasText: text });
}

/** Rejects the template that is open. */
export async function reject(page: Page, reason: string): Promise<void> {
  await page.getByRole("combobox", { name: "Reason of a rejection" }).selectOption(reason);
  await page.getByRole("button", { name: "Reject", exact: true }).click();
}

/** Arms a fault for the next call, in the view of the calls. */
export async function armFault(page: Page, kind: string): Promise<void> {
  await page.getByRole("link", { name: /^Faults/ }).click();
  await page.getByRole("combobox", { name: "What happens" }).selectOption(kind);
  await page.getByRole("button", { name: "Arm", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Armed" }).waitFor();
}

/** Goes to the part of the account with the state. */
export async function goToState(page: Page): Promise<void> {
  await goTo(page, "Account");
  await page.getByRole("link", { name: "State", exact: true }).click();
  await page.getByRole("button", { name: "Export" }).waitFor();
}

/** Saves the state as a file, and returns its path. */
export async function exportState(page: Page): Promise<string> {
  const [downloaded] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  return downloaded.path();
}

export async function reset(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Reset…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
}
