import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { problem, readBody, rejected } from "../control/requests.ts";
import { BoundedMap } from "../server/bounded-map.ts";
import { isSchema, type Schema } from "../server/schemas.ts";

const most = { entries: 1000, weight: 10 * 1_048_576 }; // 10 MB

/** Routes of templates that are in files alone, for the console to show; they are no part of the world. */
export function createDraftRoutes(): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  /** As JSON. */
  const drafts = new BoundedMap<string, string>({ ...most, weigh: (text) => text.length });

  routes.post("/drafts", async (context) => {
    const draft = await readBody(context);
    if (!isTemplate(draft)) throw rejected(400, "a template has a name, a language and components, each with its type");
    const text = JSON.stringify(draft);
    const id = createHash("sha256").update(text).digest("hex").slice(0, 16); // the same file has the same address
    drafts.set(id, text);
    return context.json({ id });
  });

  routes.get("/drafts/:id", ({ req, json }) => {
    const id = req.param("id");
    const text = drafts.get(id);
    return text === undefined
      ? json(problem(`Cannot return the draft ${id}: there is none`), 404)
      : json(JSON.parse(text));
  });
  return routes;
}

function isTemplate(value: unknown): value is Schema {
  if (!isSchema(value)) return false;
  const { name, language, components } = value;
  return (
    typeof name === "string" &&
    typeof language === "string" &&
    Array.isArray(components) &&
    components.every((component) => isSchema(component) && typeof component["type"] === "string")
  );
}
