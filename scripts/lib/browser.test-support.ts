import axe, { type AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { chromiumFlags, chromiumPath } from "./chromium.ts";
import { reportMissing } from "./missing.ts";

/** Whether there is no browser for tests, which is said aloud. */
export function isWithoutBrowser(tests: string): boolean {
  return reportMissing(tests, { Chromium: chromiumPath }, "apt-get install chromium");
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
}

/** What a page may do, and how it is looked at. */
export interface Surroundings extends Look {
  /** Origins that may be asked, by the page and its scripts. */
  readonly origins: readonly string[];
  /** What no address may hold. */
  readonly secrets?: readonly string[];
  /** Addresses whose answer may be an error. */
  readonly mayFail?: (url: string) => boolean;
  readonly permissions?: BrowserContextOptions["permissions"];
}

/** Themes and widths in which a page has to be usable. */
export const looks = (["light", "dark"] as const).flatMap((theme) => [1280, 375].map((width) => ({ theme, width })));

let running: Promise<Browser> | undefined;

/** One browser for all tests of a file. */
export function browser(): Promise<Browser> {
  running ??= chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: chromiumFlags });
  return running;
}

afterAll(async () => (await running)?.close());

/** An empty page in a browser. Whatever goes wrong in what is opened there, or leaves it, fails the test. */
export async function openPage({
  origins,
  secrets = [],
  mayFail = () => false,
  width = 1280,
  height = 800,
  theme = "light",
  permissions = [],
}: Surroundings): Promise<Page> {
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    permissions,
  });
  context.setDefaultTimeout(10_000);
  context.setDefaultNavigationTimeout(30_000);
  const problems: string[] = [];
  await context.route(
    (url) => !origins.includes(url.origin) && url.protocol !== "blob:",
    (route) => {
      problems.push(`a request to ${route.request().url()}`);
      return route.abort();
    },
  );
  await context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`the policy forbids ${violatedDirective}: ${blockedURI}`),
    ),
  );
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" && !mayFail(message.location().url))
      problems.push(`an error in the console: ${message.text()}`);
  });
  page.on("response", async (response) => {
    if (response.status() >= 400 && !mayFail(response.url()))
      problems.push(`${response.status()} of ${response.url()}: ${await response.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`an error: ${error.message}`));
  page.on("dialog", (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const checkAddress = (address: string) => {
    for (const secret of secrets)
      if (decodeURIComponent(address).includes(secret)) problems.push(`a secret in the address ${address}`);
  };
  page.on("request", (request) => checkAddress(request.url()));
  page.on("framenavigated", (frame) => checkAddress(frame.url()));
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  return page;
}

/** What becomes true as soon as the page has heard of it. */
export function expectSoon<Value>(look: () => Value | Promise<Value>) {
  return expect.poll(look, { timeout: 10_000 });
}

interface Scope {
  /** Selector of the part to look at. @default the whole page */
  readonly within?: string;
  /** Selector of parts to leave out. */
  readonly without?: string;
  /** Rules to leave out. */
  readonly rules?: readonly string[];
}

/** What the page breaks of the rules of axe. */
export async function violations(page: Page, place: string, scope: Scope = {}): Promise<string[]> {
  await page.evaluate(axe.source);
  const { within = "html", without, rules = [] } = scope;
  const context = { include: [within], ...(without !== undefined && { exclude: [without] }) };
  const options = { rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])) };
  const results: AxeResults = await page.evaluate(`axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} in ${place}: ${html.slice(0, 200)}\n${failureSummary}`),
  );
}
