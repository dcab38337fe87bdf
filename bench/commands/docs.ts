import { type Browser, chromium } from "playwright-core";
import { serveSite } from "../../docs/browser/serve.ts";
import { readSite } from "../../docs/browser/site.ts";
import { chromiumFlags, chromiumPath } from "../../scripts/lib/chromium.ts";
import { CommandError } from "../../scripts/lib/command.ts";
import { type Part, reportParts } from "../report.ts";
import { median } from "../statistics.ts";

interface Settings {
  rounds: number;
  write: boolean;
}

/** What a page tells of itself: times in ms since it was opened. */
interface Measures {
  readonly firstPaint: number;
  readonly largestPaint: number;
  /** Share of the screen that moved, times how far. */
  readonly shift: number;
  /** What tasks took beyond 50 ms each. */
  readonly blocked: number;
  /** Over the wire, compressed. */
  readonly bytes: number;
}

const pages = {
  "the home page": "",
  "a guide": "guides/errors",
  "an operation": "reference/operations/messages/sendMessage",
} as const;

// as Lighthouse has a phone
const screen = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true };
const slowdown = 4;
const network = { offline: false, latency: 150, downloadThroughput: 1.6 * 2 ** 17, uploadThroughput: 0.75 * 2 ** 17 };

export async function benchDocs(settings: Settings): Promise<void> {
  if (chromiumPath === undefined) throw new CommandError("Cannot measure the pages: run `apt-get install chromium`");
  const site = readSite();
  const server = await serveSite(site);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  try {
    const measurements = Object.entries(pages).map(
      ([name, path]) =>
        () =>
          visits(browser, name, `${server.url}${site.base}${path}`, settings.rounds),
    );
    await reportParts("docs", measurements, settings);
  } finally {
    await browser.close();
    server.stop();
  }
}

/** First visits of a page, each with nothing in the cache. */
async function visits(browser: Browser, name: string, url: string, rounds: number): Promise<Part> {
  const all: Measures[] = [];
  for (let round = 0; round < rounds; round++) all.push(await visit(browser, url));
  const of = (measure: keyof Measures) => median(all.map((one) => one[measure]));
  const [firstPaint, largestPaint, shift] = [of("firstPaint"), of("largestPaint"), of("shift")];
  const [blocked, bytes] = [of("blocked"), of("bytes") / 1000];
  return {
    title: `The first visit is to ${name}`,
    table: {
      head: ["first paint", "largest paint", "layout shift", "blocked", "over the wire"],
      rows: [
        [firstPaint, largestPaint]
          .map(inMilliseconds)
          .concat(shift.toFixed(3), inMilliseconds(blocked), `${bytes.toFixed(0)} kB`),
      ],
    },
    targets: [
      { what: `first contentful paint of ${name}`, limit: 1800, measured: firstPaint, unit: " ms" },
      { what: `largest contentful paint of ${name}`, limit: 2500, measured: largestPaint, unit: " ms" },
      { what: `layout shift of ${name}`, limit: 0.1, measured: shift },
      { what: `blocking time of ${name}`, limit: 200, measured: blocked, unit: " ms" },
      { what: `bytes of ${name}`, limit: 300, measured: bytes, unit: " kB" },
    ],
  };
}

async function visit(browser: Browser, url: string): Promise<Measures> {
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(() => {
    const own = { firstPaint: 0, largestPaint: 0, shift: 0, blocked: 0 };
    Object.assign(globalThis, { own });
    const observe = (type: string, take: (entry: PerformanceEntry & { value: number }) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry as PerformanceEntry & { value: number });
      }).observe({ type, buffered: true });
    observe("paint", ({ name, startTime }) => {
      if (name === "first-contentful-paint") own.firstPaint = startTime;
    });
    observe("largest-contentful-paint", ({ startTime }) => (own.largestPaint = startTime));
    observe("layout-shift", ({ value }) => (own.shift += value));
    observe("longtask", ({ duration }) => (own.blocked += duration - 50));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const measures = await page.evaluate<Omit<Measures, "bytes">>("own");
  await context.close();
  return { ...measures, bytes };
}

function inMilliseconds(time: number): string {
  return `${Math.round(time)} ms`;
}
