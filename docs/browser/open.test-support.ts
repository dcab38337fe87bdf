import type { Locator, Page } from "playwright-core";
import { afterAll } from "vitest";
import * as shared from "../../scripts/lib/browser.test-support.ts";
import type { Loopback } from "../../scripts/lib/loopback.ts";
import { serveSite } from "./serve.ts";
import { readSite } from "./site.ts";

/** Whether there is no browser, which is said aloud. */
export const isWithoutBrowser = shared.isWithoutBrowser("the tests of the documentation");

interface Surroundings extends Omit<shared.Surroundings, "origins"> {
  /** Origins beside that of the documentation. */
  readonly others?: readonly string[];
}

let serving: Promise<Loopback> | undefined;

afterAll(async () => (await serving)?.stop());

/** The URL of a page of the documentation, which is served for all tests of a file. */
export async function urlOf(path: string): Promise<string> {
  const site = readSite();
  serving ??= serveSite(site);
  return `${(await serving).url}${site.base}${path}`;
}

/** A page of the documentation in a browser. Whatever goes wrong in it, or leaves it, fails the test. */
export async function openDocs(path: string, { others = [], ...surroundings }: Surroundings = {}): Promise<Page> {
  const url = await urlOf(path);
  const page = await shared.openPage({ ...surroundings, origins: [new URL(url).origin, ...others] });
  await goTo(page, path);
  return page;
}

/** Goes to a page by its address, and waits until it reacts. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(await urlOf(path));
  await untilItReacts(page);
}

/** Waits until Vue has taken over the page. */
export async function untilItReacts(page: Page): Promise<void> {
  // not `waitForFunction`, which the policy of the pages forbids
  await shared.expectSoon(() => page.evaluate('document.querySelector("#app").__vue_app__ !== undefined')).toBe(true);
}

/** What the page shows, or shows soon. */
export async function expectShown(locator: Locator): Promise<void> {
  await locator.first().waitFor({ timeout: 30_000 });
}
