import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { namesOwnHost } from "./own-host.ts";

/**
 * Lets pages on loopback and of these origins call the Graph API from a browser: their preflights are answered without
 * a token. Pages of other sites get no permission, and their requests are treated like any other.
 */
export function allowLocalPages(methods: readonly string[], origins: readonly string[]): MiddlewareHandler {
  const allow = cors({
    origin: (origin) => origin,
    allowMethods: [...methods],
    allowHeaders: ["Authorization", "Content-Type"],
    exposeHeaders: ["X-Sandbox-Warning"],
  });
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (origin === undefined || !(origins.includes(origin) || namesOwnHost(origin, []))) return next();
    const isPreflight = context.req.header("access-control-request-method") !== undefined;
    if (context.req.method === "OPTIONS" && !isPreflight) return next();
    return allow(context, next);
  };
}
