import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { type Element, elementsOf } from "./elements.ts";
import { fileOf, type Site } from "./site.ts";

/** Where the site is while its links are followed. */
const origin = "https://site.invalid";

interface Page {
  readonly file: string;
  readonly url: string;
  readonly elements: readonly Element[];
  /** What a fragment can lead to. */
  readonly ids: ReadonlySet<string>;
}

interface Reference {
  /** Where it stands. */
  readonly from: string;
  readonly url: string;
  /** Whether the browser loads it, without a click. */
  readonly isLoaded: boolean;
}

/** What is wrong with the links of a site, and with all that its pages load: a line for each. */
export function brokenLinks(site: Site): string[] {
  const files = filesIn(site.dist);
  const pages = new Map(
    files.filter((file) => extname(file) === ".html").map((file) => [file, readPage(site, file)] as const),
  );
  const styles = files.filter((file) => extname(file) === ".css");
  const texts = files.filter((file) => [".md", ".txt"].includes(extname(file)));
  const references = [
    ...[...pages.values()].flatMap(referencesOf),
    ...styles.flatMap((file) => stylesOf(urlOf(site, file), readFileSync(file, "utf8"))),
    ...texts.flatMap((file) => linksOf(urlOf(site, file), readFileSync(file, "utf8"))),
  ];
  const known = new Map<string, string | undefined>();
  return references.flatMap(({ from, url, isLoaded }) => {
    const key = `${isLoaded} ${url}`;
    if (!known.has(key)) known.set(key, problemOf(site, pages, url, isLoaded));
    const problem = known.get(key);
    return problem === undefined ? [] : `${from.slice(origin.length)}: ${url.replace(origin, "")} ${problem}`;
  });
}

/** Files of the site that name a folder of this machine. */
export function filesNaming({ dist }: Site, folder: string): string[] {
  return filesIn(dist).filter((file) => readFileSync(file).includes(folder));
}

/** Paths of all files below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function urlOf({ dist, base }: Site, file: string): string {
  const path = relative(dist, file).split(sep).join("/");
  return `${origin}${base}${path.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "")}`;
}

function readPage(site: Site, file: string): Page {
  const elements = elementsOf(readFileSync(file, "utf8"));
  const ids = elements.flatMap(({ attributes: { id } }) => id ?? []);
  return { file, url: urlOf(site, file), elements, ids: new Set(ids) };
}

function referencesOf({ url: from, elements }: Page): Reference[] {
  const resolve = (path: string, isLoaded: boolean): Reference => ({ from, url: new URL(path, from).href, isLoaded });
  return elements.flatMap(({ name, attributes: { href, src, srcset, poster, style }, text }) => [
    ...(href === undefined ? [] : [resolve(href, name !== "a" && name !== "area")]),
    ...[src, poster].flatMap((path) => (path === undefined ? [] : resolve(path, true))),
    ...(srcset ?? "").split(/,\s+/).flatMap((choice) => {
      const [path = ""] = choice.trim().split(/\s/);
      return path === "" ? [] : resolve(path, true);
    }),
    ...(name === "script" ? importsOf(text).map((path) => resolve(path, true)) : []),
    ...stylesOf(from, style ?? (name === "style" ? text : "")),
  ]);
}

/** What a script within a page imports. */
function importsOf(script: string): string[] {
  return [...script.matchAll(/\b(?:import|from)\s*\(?\s*["']([^"']+)["']/g)].flatMap(([, path]) => path ?? []);
}

function stylesOf(from: string, text: string): Reference[] {
  const found = text.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+["']([^"']+)["']/g);
  return [...found].flatMap(([, double, single, bare, imported]) => {
    const path = double ?? single ?? bare ?? imported ?? "";
    return path === "" ? [] : { from, url: new URL(path, from).href, isLoaded: true };
  });
}

/** The links of a Markdown copy of a page, without those that code shows. */
function linksOf(from: string, markdown: string): Reference[] {
  const prose = markdown.replaceAll(/^(`{3,}).*\n[^]*?^\1`*$/gm, "").replaceAll(/(`+)[^]*?\1/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, path = ""]) =>
    path.startsWith("#") || (from.endsWith(".txt") && path.startsWith(".")) // of another page, which is part of the text
      ? []
      : { from, url: new URL(path, from).href, isLoaded: false },
  );
}

function problemOf(
  site: Site,
  pages: ReadonlyMap<string, Page>,
  address: string,
  isLoaded: boolean,
): string | undefined {
  const url = new URL(address);
  if (url.protocol === "data:") return undefined;
  if (url.origin !== origin) return isLoaded ? "is loaded from elsewhere" : undefined;
  const file = fileOf(site, url.pathname);
  if (file === undefined) return "leads nowhere";
  const fragment = decodeURIComponent(url.hash.slice(1));
  const page = pages.get(file);
  return fragment === "" || page === undefined || page.ids.has(fragment) ? undefined : "leads to no place of its page";
}
