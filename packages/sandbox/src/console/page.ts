import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import { Hono } from "hono/tiny";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "content-security-policy": policy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The page and its files, which are in `folder`. Each of its addresses is answered with the page, which shows what the address says. */
export function createPage(folder: URL): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.get("/assets/:name", async (context) => {
    const name = context.req.param("name");
    const type = types[extname(name)];
    if (type === undefined || !/^[\w-]+(?:\.[\w-]+)*$/.test(name)) return context.notFound();
    const file = await readFile(new URL(`assets/${name}`, folder)).catch(() => undefined);
    if (!file) return context.notFound();
    const cached = "public, max-age=31536000, immutable"; // its name has the hash of what is in it
    return new Response(new Uint8Array(file), {
      headers: { ...headers, "content-type": type, "cache-control": cached },
    });
  });

  routes.get("*", async (context) => {
    const page = await readFile(new URL("index.html", folder), "utf8").catch(() => undefined);
    if (page === undefined) return context.text("The page is not there: run the build to make it", 404);
    return new Response(page, {
      headers: { ...headers, "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" },
    });
  });
  return routes;
}

/** Leads somebody who opens the address of the sandbox in a browser to the page. */
export const toConsole: MiddlewareHandler = async (context, next) => {
  if (context.req.header("accept")?.includes("text/html") === true) return context.redirect("/_sandbox/console/");
  return next();
};
