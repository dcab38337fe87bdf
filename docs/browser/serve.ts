import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { listen, type Loopback } from "../../scripts/lib/loopback.ts";
import { fileOf, type Site } from "./site.ts";

const png = "image/png";
const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown",
  ".png": png,
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
};

/** Serves a site below its base as GitHub Pages does: compressed, without `.html`, with a page of its own for 404. */
export function serveSite(site: Site): Promise<Loopback> {
  return listen(
    createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const found = fileOf(site, pathname);
      const file = found ?? join(site.dist, "404.html");
      const type = types[extname(file)] ?? "application/octet-stream";
      const content = await readFile(file);
      const isCompressed = type !== png;
      response.writeHead(found === undefined ? 404 : 200, {
        "content-type": type,
        ...(isCompressed && { "content-encoding": "gzip" }),
      });
      response.end(isCompressed ? await promisify(gzip)(content) : content);
    }),
  );
}
