import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { brokenLinks, filesNaming } from "./links.ts";
import { readSite } from "./site.ts";

const repository = join(import.meta.dirname, "../..");

test("every link, fragment, picture, script and style of the documentation is there, and on its own host", () => {
  expect(brokenLinks(readSite())).toEqual([]);
});

test("no file of the documentation names a folder of the machine that built it", () => {
  expect(filesNaming(readSite(), repository)).toEqual([]);
});

test("what is wrong in a site is found", async () => {
  const site = await siteOf({
    "404.html": '<script type="module" src="/base/assets/app.js"></script>',
    "assets/app.js": "",
    "assets/style.css": "@import 'https://fonts.example/a.css'; p { background: url(../gone.png) }",
    "index.html": `<!DOCTYPE html>
      <link rel="stylesheet" href="/base/assets/style.css">
      <script type="module">import"/base/assets/gone.js"</script>
      <a href="/base/guides/one#here">right</a> <a href="/base/guides/one?x=1&amp;y=2#gone">no such place</a>
      <a href="/guides/one">without the base</a> <a href='./two'>no such page</a> <a href="https://example.com">out</a>
      <!-- <a href="/in-a-comment"> --> <img src="https://example.com/a.png"> <img srcset="a.png 1x, data:image/png;base64,AA 2x">
      <p style="background: url('b.png')"></p>`,
    "guides/one.html": '<h1 id="here">One</h1><a href="../">back</a><a href="#here">up</a><a href="one.md">copy</a>',
    "guides/one.md": "[back](/base/) [gone](./two.md) `[code](./no.md)`",
  });
  expect(brokenLinks(site).toSorted()).toEqual([
    "/base/: /base/a.png leads nowhere",
    "/base/: /base/assets/gone.js leads nowhere",
    "/base/: /base/b.png leads nowhere",
    "/base/: /base/guides/one?x=1&y=2#gone leads to no place of its page",
    "/base/: /base/two leads nowhere",
    "/base/: /guides/one leads nowhere",
    "/base/: https://example.com/a.png is loaded from elsewhere",
    "/base/assets/style.css: /base/gone.png leads nowhere",
    "/base/assets/style.css: https://fonts.example/a.css is loaded from elsewhere",
    "/base/guides/one.md: /base/guides/two.md leads nowhere",
  ]);
  expect(filesNaming(site, "fonts.example")).toEqual([join(site.dist, "assets/style.css")]);
});

test("without a build, it is said what to do", () => {
  expect(() => readSite(join(tmpdir(), "nothing-here"))).toThrow("run `npx pnpm@12.21.0 build`");
});

/** A site of these files. */
async function siteOf(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), "site-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return readSite(folder);
}
