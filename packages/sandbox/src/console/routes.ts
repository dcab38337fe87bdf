import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { streamSSE } from "hono/streaming";
import { mediaOf } from "../platform/media.ts";
import { problem } from "../control/requests.ts";
import { type OperationTable, unversioned } from "../server/operations.ts";
import type { World } from "../world/world.ts";
import { createAccountRoutes } from "./account-routes.ts";
import type { CampaignIndex } from "./campaign-index.ts";
import { createCampaignRoutes } from "./campaigns.ts";
import { listChats, readChat } from "./chats.ts";
import { createDraftRoutes } from "./drafts.ts";
import type { Feed, LiveEvent } from "./feed.ts";
import { describeOperation, listOperations } from "./operations.ts";
import { shownNodes } from "./shown-nodes.ts";

/** What the console is shown. */
export interface ConsoleSource {
  readonly world: World;
  readonly now: () => number;
  readonly feed: Feed;
  readonly campaigns: CampaignIndex;
  readonly table: OperationTable;
  /** Folder of the page. */
  readonly page: URL;
  /** Directory of the OpenAPI documents. */
  readonly specs: URL | string;
  /** Addresses, ids and secrets of the sandbox, for somebody who sets up a client. */
  about(): object;
}

const mostWaiting = 5000; // events that a page has not taken
const heartbeat = 20_000; // ms

/** Routes that the console reads, and the stream of what happens. */
export function createConsoleRoutes(source: ConsoleSource): Hono<{ Bindings: HttpBindings }> {
  const { world, now, feed, campaigns, table, about } = source;
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.get("/about", (context) => context.json(about()));

  routes.get("/world", (context) => context.json({ data: shownNodes(world) }));

  routes.get("/chats", (context) => context.json({ data: listChats(world) }));

  routes.get("/chats/:number/:customer", ({ req, json }) => {
    const { number, customer } = req.param();
    return json(readChat(world, number, customer, req.query("before")));
  });

  routes.get("/operations", (context) => context.json({ data: listOperations(table) }));

  routes.get("/operations/:id", ({ req, json }) => {
    const { version = unversioned } = req.query();
    const id = req.param("id");
    const found = describeOperation(table, version, id);
    return found
      ? json(found)
      : json(problem(`Cannot return the operation ${id}: ${version || "no version"} has none of this name`), 404);
  });

  routes.get("/files/:id", (context) => {
    const id = context.req.param("id");
    const file = mediaOf(world, id, now());
    if (!file) return context.json(problem(`Cannot return the file ${id}: there is none`), 404);
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        "content-type": file.type,
        // a browser shows it as a picture or a player, never as a page of this server
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
      },
    });
  });

  routes.route("/", createAccountRoutes(source));
  routes.route("/", createDraftRoutes());
  routes.route("/", createCampaignRoutes(world, campaigns));

  routes.get("/live", (context) =>
    streamSSE(context, async (stream) => {
      let waiting: LiveEvent[] = [];
      let wake = () => undefined as void;
      const stop = feed.listen((event) => {
        if (waiting.length < mostWaiting) waiting.push(event);
        else waiting = [{ type: "restart" }];
        wake();
      });
      stream.onAbort(() => {
        stop();
        wake();
      });
      await stream.write(": hello\n\n");
      while (!stream.aborted) {
        const events = waiting;
        waiting = [];
        for (const event of events) await stream.writeSSE({ data: JSON.stringify(event) });
        if (waiting.length > 0) continue;
        const isQuiet = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(true), heartbeat);
          wake = () => {
            clearTimeout(timer);
            resolve(false);
          };
          if (stream.aborted) wake();
        });
        if (isQuiet) await stream.write(": still here\n\n");
      }
    }),
  );
  return routes;
}
