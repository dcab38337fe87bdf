import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { arriving, ConnectionLost, readText } from "./body.ts";
import { closingResponse } from "./closing-response.ts";
import { GraphFailure } from "./errors.ts";
import { parseJson } from "./json.ts";
import { namesOwnHost } from "./own-host.ts";

/** What the control routes can do with a sandbox. */
export interface Controls {
  codeFor(numberId: string): string | undefined;
  /** Throws TypeError if the fault is invalid. */
  inject(fault: unknown): void;
  reset(): void;
  readonly calls: readonly object[];
}

/**
 * Routes for tests in other languages, without a token. They reject requests of other sites' pages in a browser on this
 * machine, by their `Origin`, or by a `Host` that was made to resolve to this server (DNS rebinding), and bodies that
 * are not JSON. `host` is the name or address that the server listens on.
 */
export function createControl(controls: Controls, host: string): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.use(async (context, next) => {
    const { url, headers } = context.req.raw;
    const hosts = [host, context.env?.incoming?.socket.localAddress];
    const named = headers.get("host");
    if (![url, ...(named === null ? [] : [`http://${named}`])].every((address) => namesOwnHost(address, hosts))) {
      throw rejected(403, `the Host header must be loopback or ${host}, got ${named}`);
    }
    const origin = headers.get("origin");
    if (origin !== null && !namesOwnHost(origin, hosts)) {
      throw rejected(403, `cross-site requests are rejected, the Origin header is ${origin}`);
    }
    await next();
  });

  routes.get("/codes/:id", (context) => {
    const id = context.req.param("id");
    const code = controls.codeFor(id);
    if (code !== undefined) return context.json({ code });
    return context.json(
      problem(`Cannot return the code of ${id}: none was requested, or the number does not exist`),
      404,
    );
  });

  routes.post("/faults", async (context) => {
    const fault = await readJson(context);
    if (fault === undefined) throw rejected(400, "the request body is missing");
    try {
      controls.inject(fault);
    } catch (error) {
      if (error instanceof TypeError) return context.json(problem(error.message), 400);
      throw error;
    }
    return context.json({ success: true });
  });

  routes.post("/reset", async (context) => {
    await readJson(context);
    controls.reset();
    return context.json({ success: true });
  });

  routes.get("/calls", (context) => context.json({ data: controls.calls }));

  routes.all("*", (context) =>
    context.json(
      problem(
        `Cannot ${context.req.method} ${context.req.path}: the routes are GET codes/{id}, POST faults, POST reset and GET calls`,
      ),
      400,
    ),
  );

  routes.onError((error, { req }) => {
    if (error instanceof ConnectionLost) return new Response(null, { status: 400 });
    if (!(error instanceof GraphFailure)) throw error;
    const text = JSON.stringify(problem(`Cannot ${req.method} ${req.path}: ${error.message.replace("(#100) ", "")}`));
    const init = { status: error.status, headers: { "content-type": "application/json" } };
    return error.status === 413 ? closingResponse(req.raw, text, init) : new Response(text, init);
  });
  return routes;
}

/** The value in the body, undefined if it is empty. */
async function readJson({ req }: Context): Promise<unknown> {
  const text = await readText(arriving(req.raw.body));
  if (text === "") return undefined;
  const type = req.header("content-type") ?? "none";
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    throw rejected(415, `the content type must be application/json, got ${type}`);
  try {
    return parseJson(text);
  } catch {
    throw rejected(400, "the request body is not JSON");
  }
}

function rejected(status: number, message: string): GraphFailure {
  return new GraphFailure(message, { status, code: 100 });
}

function problem(message: string): object {
  return { error: { message } };
}
