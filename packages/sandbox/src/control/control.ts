import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { createPage } from "../console/page.ts";
import { type ConsoleSource, createConsoleRoutes } from "../console/routes.ts";
import { type ActionControls, createActionRoutes } from "./actions.ts";
import { type CustomerControls, createCustomerRoutes } from "./customers.ts";
import { createEventRoutes } from "./events.ts";
import { createFileRoutes } from "./files.ts";
import { problemsIn } from "./placed-problems.ts";
import { problem, readBody, readJson, readWhole, rejected } from "./requests.ts";
import { readFields } from "./read-fields.ts";
import { createSnapshotRoutes } from "./snapshot.ts";
import { templateRoutes } from "./templates.ts";
import { createWebhookRoutes, type WebhookControls } from "./webhook.ts";
import type { TemplateControls } from "../platform/templates/controls.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import type { Clock } from "../world/clock.ts";
import { ConnectionLost } from "../server/body.ts";
import { closingResponse } from "../server/closing-response.ts";
import { GraphFailure } from "../server/errors.ts";
import { limits } from "../server/limits.ts";
import { namesOwnHost } from "../server/own-host.ts";

/** What the control routes can do with a sandbox. */
export interface Controls extends ActionControls, CustomerControls {
  codeFor(numberId: string): string | undefined;
  /** Throws TypeError if the fault is invalid. */
  inject(fault: unknown): void;
  readonly faults: readonly object[];
  /** Throws TypeError if there is no such fault. */
  removeFaults(id?: string): void;
  reset(): void;
  snapshot(): object;
  /** Throws TypeError if it is no snapshot. */
  restore(snapshot: unknown): void;
  readonly calls: readonly object[];
  readonly warnings: readonly object[];
  readonly sent: readonly object[];
  readonly webhooks: readonly object[];
  /** Throws TypeError if there is no such group. */
  suspendGroup(groupId: string, isSuspended?: boolean): void;
  readonly templates: TemplateControls;
  readonly clock: Clock;
  /** Throws TypeError if it cannot be sent again. */
  redeliver(id: string): Promise<WebhookDelivery>;
}

interface Address {
  /** Name or address that the server listens on. */
  readonly host: string;
  /** Where others reach it. */
  readonly publicUrl: string | undefined;
}

/**
 * Routes for tests in other languages, without a token. They reject requests of other sites' pages in a browser on this
 * machine, by their `Origin`, or by a `Host` that was made to resolve to this server (DNS rebinding), and bodies that
 * are not JSON.
 */
export function createControl(
  controls: Controls,
  source: ConsoleSource & { readonly webhook: WebhookControls },
  { host, publicUrl }: Address,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  const customers = createCustomerRoutes(controls);

  const publicHost = publicUrl && new URL(publicUrl).hostname.replaceAll(/[[\]]/g, "");
  routes.use(async (context, next) => {
    const { url, headers } = context.req.raw;
    const hosts = [host, publicHost, context.env?.incoming?.socket.localAddress];
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
    controls.inject(await readBody(context));
    return context.json({ success: true });
  });

  routes.delete("/faults", (context) => {
    controls.removeFaults();
    return context.json({ success: true });
  });

  routes.delete("/faults/:id", (context) => {
    controls.removeFaults(context.req.param("id"));
    return context.json({ success: true });
  });

  routes.post("/reset", async (context) => {
    await readJson(context);
    customers.clear();
    controls.reset();
    return context.json({ success: true });
  });

  routes.get("/clock", (context) => context.json({ now: controls.clock.now() }));

  routes.post("/clock", async (context) => {
    const { advance = 0 } = readFields(await readBody(context), { advance: "number" }, ["advance"]);
    controls.clock.advance(advance);
    return context.json({ now: controls.clock.now() });
  });

  for (const name of ["calls", "faults", "sent", "warnings", "webhooks"] as const)
    routes.get(`/${name}`, (context) => {
      const limit = readWhole(context, "limit", 1, limits.entries) ?? limits.entries;
      return context.json({ data: controls[name].slice(-limit) });
    });

  routes.route("/customers", customers.routes);

  routes.post("/groups/:id/suspend", async (context) => {
    const { is_suspended } = readFields(await readJson(context), { is_suspended: "boolean" });
    controls.suspendGroup(context.req.param("id"), is_suspended);
    return context.json({ success: true });
  });

  routes.route("/", createFileRoutes(customers.customerOf));
  routes.route(
    "/",
    createSnapshotRoutes(controls.snapshot, (snapshot) => {
      controls.restore(snapshot);
      customers.clear();
    }),
  );

  routes.route("/", createWebhookRoutes(source.webhook));

  routes.post("/webhooks/:id/redeliver", async (context) => {
    await readJson(context);
    return context.json(await controls.redeliver(context.req.param("id")));
  });

  routes.route("/", createActionRoutes(controls));
  routes.route("/", createEventRoutes());
  routes.route("/", createConsoleRoutes(source));
  routes.route("/console", createPage(source.page));
  routes.route("/templates", templateRoutes(controls, readJson));

  const known = routes.routes.filter(({ method }) => method !== "ALL");
  routes.all("*", ({ req, json }) => json(problem(`Cannot ${req.method} ${req.path}: ${near(req.path, known)}`), 400));

  routes.onError((error, context) => {
    const { req } = context;
    if (error instanceof ConnectionLost) return new Response(null, { status: 400 });
    if (error instanceof TypeError) return context.json(problem(error.message, problemsIn(error)), 400);
    if (!(error instanceof GraphFailure)) throw error;
    const text = JSON.stringify(problem(`Cannot ${req.method} ${req.path}: ${error.message.replace("(#100) ", "")}`));
    const init = { status: error.status, headers: { "content-type": "application/json" } };
    return error.status === 413 ? closingResponse(req.raw, text, init) : new Response(text, init);
  });
  return routes;
}

/** The routes that begin like a path, else how routes begin. */
function near(path: string, routes: readonly { readonly method: string; readonly path: string }[]): string {
  const firstOf = (text: string) => text.replace(/^\/_sandbox/, "").split("/")[1] ?? "";
  const alike = routes.filter((route) => firstOf(route.path) === firstOf(path));
  if (alike.length > 0)
    return `the routes there are ${alike.map((route) => `${route.method} ${route.path}`).join(", ")}`;
  return `routes begin with ${[...new Set(routes.map((route) => firstOf(route.path)))].toSorted().join(", ")}`;
}
