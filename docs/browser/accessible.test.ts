import { describe, expect, test } from "vitest";
import { looks, violations } from "../../scripts/lib/browser.test-support.ts";
import { kinds } from "./kinds.test-support.ts";
import { goTo, isWithoutBrowser, openDocs } from "./open.test-support.ts";

/** VitePress's own: its name is Search, and it shows the keys that open it too. */
const searchButton = ".DocSearch-Button";
/** VitePress puts links into the options of its search, and names them by the whole path. */
const ofSearch = ["nested-interactive", "label-content-name-mismatch"];

/** Every colour and every layout once. */
const some = looks.filter(({ theme, width }) => (theme === "light") === (width === 1280));

describe.skipIf(isWithoutBrowser).each(some)("axe finds nothing in $theme, $width px wide", (look) => {
  test("on a page of each kind, with everything unfolded", { timeout: 180_000 }, async () => {
    const found: string[] = [];
    const page = await openDocs("", look);
    for (const [kind, path] of Object.entries(kinds)) {
      await goTo(page, path);
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll("details")) folded.open = true;
      });
      found.push(...(await violations(page, `${kind}, ${path}`, { without: searchButton })));
    }
    expect(found).toEqual([]);
  });

  test("in the search", async () => {
    const page = await openDocs("start/send", look);
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("template");
    await page.getByRole("option").first().waitFor();
    expect(await violations(page, "the search", { within: ".VPLocalSearchBox", rules: ofSearch })).toEqual([]);
  });
});
