import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumFlags, chromiumPath } from "../../scripts/lib/chromium.ts";
import { CommandError } from "../../scripts/lib/command.ts";
import type { Sandbox } from "../../packages/sandbox/src/index.ts";
import { customerAt, withChats } from "../many-chats.ts";
import { type Part, reportParts } from "../report.ts";
import { loadBuilt } from "../runtime.ts";
import { median } from "../statistics.ts";

type SandboxPackage = typeof import("../../packages/sandbox/src/index.ts");

interface Settings {
  rounds: number;
  /** How long messages arrive. */
  seconds: number;
  write: boolean;
}

/** What a page tells of itself, in ms since it was opened. */
interface Timeline {
  readonly firstPaint: number;
  readonly listShown: number;
  readonly longTasks: readonly { readonly at: number; readonly duration: number }[];
}

const customers = 1000;
const messages = 200; // of each conversation
const perSecond = 50;
const opened = 7; // the chat that is open while messages arrive

export async function benchConsole({ seconds, ...settings }: Settings): Promise<void> {
  if (chromiumPath === undefined) throw new CommandError("Cannot measure the page: run `apt-get install chromium`");
  const dist = join(import.meta.dirname, "../../packages/sandbox/dist");
  const { createSandbox } = await loadBuilt<SandboxPackage>(dist, "index.js");
  const sandbox = await createSandbox({
    keptMessages: (customers * messages) / 2 + 10_000,
    rules: { customerServiceWindow: false },
  });
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  try {
    sandbox.restore(withChats(sandbox, { customers, messages }));
    const measurements = [() => paints(sandbox, browser, settings.rounds), () => burst(sandbox, browser, seconds)];
    await reportParts("console", measurements, settings);
  } finally {
    await browser.close();
    await sandbox.close();
  }
}

/** A page that was opened, and keeps the times of what happened in it. */
async function open(sandbox: Sandbox, browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const own = globalThis as unknown as { longTasks: { at: number; duration: number }[]; listShown: number };
    own.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime: at, duration } of list.getEntries()) own.longTasks.push({ at, duration });
    }).observe({ type: "longtask", buffered: true });
    const look = () => {
      if (document.querySelector('[role="listitem"]')) own.listShown = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(`${sandbox.url}/_sandbox/console/${path}`);
  await page.getByRole("listitem").first().waitFor();
  await page.waitForFunction("performance.getEntriesByName('first-contentful-paint').length > 0");
  return page;
}

function timelineOf(page: Page): Promise<Timeline> {
  return page.evaluate(() => {
    const { longTasks, listShown } = globalThis as unknown as Timeline;
    const firstPaint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
    return { firstPaint, listShown, longTasks };
  });
}

/** Fresh pages, until something is seen and until the list of chats is. */
async function paints(sandbox: Sandbox, browser: Browser, rounds: number): Promise<Part> {
  const timelines: Timeline[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await open(sandbox, browser, "chats");
    timelines.push(await timelineOf(page));
    await page.close();
  }
  const firstPaint = median(timelines.map((own) => own.firstPaint));
  const listShown = median(timelines.map((own) => own.listShown));
  const longest = median(timelines.map(({ longTasks }) => longestOf(longTasks)));
  return {
    title: "The page is opened",
    table: {
      head: ["first paint", "list of chats shown", "longest task meanwhile"],
      rows: [[firstPaint, listShown, longest].map(inMilliseconds)],
    },
    targets: [
      { what: "first paint", limit: 1000, measured: firstPaint, unit: " ms" },
      { what: "list of 1,000 chats shown", limit: 1000, measured: listShown, unit: " ms" },
    ],
  };
}

/** Messages of customers and of the business, by turns, one in five of them in the chat that is open. */
async function burst(sandbox: Sandbox, browser: Browser, seconds: number): Promise<Part> {
  const { phoneNumberId } = sandbox;
  const { id, waId } = customerAt(opened);
  const page = await open(sandbox, browser, `chats/${phoneNumberId}/${id}`);
  await page.getByRole("log").getByRole("article").first().waitFor();
  await sleep(1000); // until it is at rest
  const before = (await timelineOf(page)).longTasks.length;

  const count = seconds * perSecond;
  const begin = performance.now();
  const sending: Promise<unknown>[] = [];
  for (let index = 0; index < count; index++) {
    await sleep(Math.max(begin + (index * 1000) / perSecond - performance.now(), 0));
    const to = index % 10 < 2 ? waId : customerAt((index * 37) % customers).waId;
    const isInbound = index % 2 === 0;
    sending.push(
      isInbound ? sandbox.customer(to).text(`Question of now ${index}`, { phoneNumberId }) : send(sandbox, to, index),
    );
  }
  await Promise.all(sending);
  const took = (performance.now() - begin) / 1000;
  await page
    .getByRole("log")
    .getByText(`Answer of now ${count - 9}`)
    .waitFor();
  await sleep(1000);
  const tasks = (await timelineOf(page)).longTasks.slice(before);
  await page.close();
  const longest = longestOf(tasks);
  return {
    title: `Messages arrive, ${Math.round(count / took)} in each second for ${Math.round(took)} s`,
    table: {
      head: ["tasks of more than 50 ms", "the longest"],
      rows: [[String(tasks.length), tasks.length === 0 ? "none" : inMilliseconds(longest)]],
    },
    targets: [{ what: "longest task while messages arrive", limit: 100, measured: longest, unit: " ms" }],
  };
}

async function send(sandbox: Sandbox, to: string, index: number): Promise<void> {
  const response = await fetch(`${sandbox.url}/v25.0/${sandbox.phoneNumberId}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", to, type: "text", text: { body: `Answer of now ${index}` } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Cannot send message ${index}: ${text}`);
}

function longestOf(tasks: Timeline["longTasks"]): number {
  return Math.max(0, ...tasks.map(({ duration }) => duration));
}

function inMilliseconds(time: number): string {
  return `${Math.round(time)} ms`;
}
