import { readFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { join } from "node:path";
import { chromiumFlags } from "../scripts/lib/chromium.ts";
import { listen } from "../scripts/lib/loopback.ts";
import { bundle } from "./bundle.ts";
import { loadTool } from "./tools.ts";
import type { Results, TryCapabilities } from "./try-capabilities.ts";

/** The parts of playwright-core in use. */
interface Playwright {
  chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> };
}

interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
}

const html = readFileSync(join(import.meta.dirname, "projects/user/page.html"));

/** Runs the program in a page of Chromium. The page's server is a proxy, as the Graph API is on another origin. */
export const tryInPage: TryCapabilities = async (path, folder, target) => {
  const program = await bundle(folder, "page.mjs", ["browser", "import"]);
  const { url: baseUrl, stop } = await listen(servePage(program, target.baseUrl));
  const { chromium } = loadTool<Playwright>("playwright-core");
  const browser = await chromium.launch({ executablePath: path, args: chromiumFlags });
  try {
    const page = await browser.newPage();
    await page.goto(baseUrl);
    return (await page.evaluate(`tryCapabilities(${JSON.stringify({ ...target, baseUrl })})`)) as Results;
  } finally {
    await browser.close();
    stop();
  }
};

/** Serves the page and its program, and forwards every other request to `baseUrl`. */
export function servePage(program: string, baseUrl: string): Server {
  return createServer((incoming, outgoing) => {
    const { url = "/", method, headers } = incoming;
    if (url === "/") {
      outgoing.setHeader("content-type", "text/html").end(html);
    } else if (url === "/program.js") {
      outgoing.setHeader("content-type", "text/javascript").end(program);
    } else {
      const passed = request(baseUrl, { path: url, method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on("error", () => outgoing.destroy());
      outgoing.on("close", () => passed.destroy());
      incoming.pipe(passed);
    }
  });
}
