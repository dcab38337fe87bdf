import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A site as VitePress has built it. */
export interface Site {
  /** The folder it is in. */
  readonly dist: string;
  /** The path under which it was built: `/openwaba/`. */
  readonly base: string;
}

const built = join(import.meta.dirname, "../.vitepress/dist");

/** The documentation as it was built. */
export function readSite(dist: string = built): Site {
  const page = join(dist, "404.html");
  if (!existsSync(page))
    throw new Error(`Cannot look at the documentation: ${page} is missing, run \`npx pnpm@12.21.0 build\``);
  const [, base] = /<script type="module" src="([^"]*\/)assets\//.exec(readFileSync(page, "utf8")) ?? [];
  if (base === undefined) throw new Error(`Cannot look at the documentation: ${page} loads no script`);
  return { dist, base };
}

/** The file that an address of the site leads to, as GitHub Pages finds it: `/openwaba/start/send` to `start/send.html`. */
export function fileOf({ dist, base }: Site, pathname: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const file = join(dist, decodeURIComponent(pathname.slice(base.length)));
  const candidates = pathname.endsWith("/") ? [join(file, "index.html")] : [file, `${file}.html`];
  return candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
}
