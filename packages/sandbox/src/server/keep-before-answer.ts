import type { MiddlewareHandler } from "hono";
import type { DataFile } from "../world/data-file.ts";

/** Answers no call before what it changed is kept. */
export function keepBeforeAnswer(data: DataFile): MiddlewareHandler {
  return async (context, next) => {
    await next();
    try {
      data.flush();
    } catch (error) {
      const message = `(#1) The sandbox cannot keep its state: ${error instanceof Error ? error.message : String(error)}`;
      context.res = context.json({ error: { message, type: "OAuthException", code: 1 } }, 500);
    }
  };
}
