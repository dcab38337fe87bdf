import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { browser } from "../../../scripts/lib/browser.test-support.ts";
import { isWithoutBrowser, openConsole } from "./open.test-support.ts";
import { begin, fullWorlds, places, show } from "./views.test-support.ts";

const folder = new URL("../../../docs/console/", import.meta.url);
const isUpdate = process.env["UPDATE_PICTURES"] !== undefined;
const advice = "look at the view, then run `pnpm pictures`";

const largest = 150_000; // bytes

// Fonts differ by machine, and with them every line of text. In squares of 32 pixels a text is an even grey: another font
// changes 3 % of them, another view 38 %.
const square = 32;
const difference = 20; // of 255, in one of the colours of a square
const share = 0.1; // of all squares

describe.skipIf(isWithoutBrowser)("pictures of the views", () => {
  test.each(
    (["light", "dark"] as const).flatMap((theme) => fullWorlds.map(({ start, names }) => ({ theme, start, names }))),
  )("look as in docs/console, in $theme: $names", async ({ theme, start, names }) => {
    const page = await openConsole(await start(), { theme, width: 1000, height: 640, now: begin });
    for (const name of names) {
      const file = new URL(`${name}-${theme}.png`, folder);
      await show(page, places[name]);
      await page.evaluate(() => document.fonts.ready);
      const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
      expect(picture.length).toBeLessThan(largest);
      if (isUpdate) await writeFile(file, picture);
      if (!existsSync(file)) throw new Error(`Cannot compare ${name}: ${file.pathname} is missing, ${advice}`);
      const changed = await changedShare(picture, await readFile(file));
      expect(changed, `${name} does not look as before: ${advice}`).toBeLessThan(share);
      await page.goBack();
    }
  });

  test("differ when a view does", async () => {
    const [light, dark, other] = await Promise.all(
      ["chats-light", "chats-dark", "templates-light"].map((name) => readFile(new URL(`${name}.png`, folder))),
    );
    if (!light || !dark || !other) throw new Error("the pictures are missing");
    expect(await changedShare(light, light)).toBe(0);
    expect(await changedShare(light, dark)).toBeGreaterThan(share);
    expect(await changedShare(light, other)).toBeGreaterThan(share);
  });
});

/** How many of the squares of two pictures have another colour: 0 to 1, which it is too if their sizes differ. */
async function changedShare(one: Buffer, other: Buffer): Promise<number> {
  const page = await (await browser()).newPage();
  try {
    return await page.evaluate(
      async ({ pictures, side, least }) => {
        const [first, second] = await Promise.all(
          pictures.map(async (base64) => {
            const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes]));
            const { width, height } = bitmap;
            const canvas = new OffscreenCanvas(Math.ceil(width / side), Math.ceil(height / side));
            const context = canvas.getContext("2d");
            if (context) context.imageSmoothingQuality = "high";
            context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
            return { width, height, data: context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [] };
          }),
        );
        if (!first || first.width !== second?.width || first.height !== second.height) return 1;
        const { data } = first;
        let changed = 0;
        for (let place = 0; place < data.length; place += 4) {
          const differs = [0, 1, 2].some(
            (colour) => Math.abs((data[place + colour] ?? 0) - (second.data[place + colour] ?? 0)) > least,
          );
          if (differs) changed++;
        }
        return changed / (data.length / 4);
      },
      { pictures: [one, other].map((picture) => picture.toString("base64")), side: square, least: difference },
    );
  } finally {
    await page.close();
  }
}
