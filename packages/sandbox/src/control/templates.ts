import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { RejectionInfo, TemplateChange, TemplateControls } from "../platform/templates/controls.ts";
import type { TemplateCategory, TemplateQuality } from "../platform/templates/template.ts";

type Body = Readonly<Record<string, unknown>>;

interface Action {
  /** What the body may have. */
  readonly properties: readonly string[];
  readonly run: (templates: TemplateControls, id: string, body: Body) => Promise<TemplateChange>;
}

/** By the last part of the route. What a body has is checked by the controls. */
const actions: Readonly<Record<string, Action>> = {
  approve: { properties: [], run: (templates, id) => templates.approve(id) },
  reject: {
    properties: ["reason", "info"],
    run: (templates, id, { reason, info }) => templates.reject(id, reason as string, info as RejectionInfo),
  },
  pause: {
    properties: ["pacing"],
    run: (templates, id, { pacing }) => templates.pause(id, { pacing: pacing as boolean }),
  },
  unpause: { properties: [], run: (templates, id) => templates.unpause(id) },
  disable: { properties: [], run: (templates, id) => templates.disable(id) },
  quality: {
    properties: ["score"],
    run: (templates, id, { score }) => templates.setQuality(id, score as TemplateQuality),
  },
  category: {
    properties: ["category", "after"],
    run: (templates, id, { category, after }) =>
      templates.setCategory(id, category as TemplateCategory, { after: after as number }),
  },
  "detect-category": {
    properties: ["category"],
    run: (templates, id, { category }) => templates.detectCategory(id, category as TemplateCategory),
  },
};

/** `POST /{id}/approve` and the other routes on templates; `readJson` reads a body, undefined if it is empty. */
export function templateRoutes(
  controls: { readonly templates: TemplateControls },
  readJson: (context: Context) => Promise<unknown>,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  for (const [name, { properties, run }] of Object.entries(actions)) {
    routes.post(`/:id/${name}`, async (context) => {
      const body = checkBody(await readJson(context), properties);
      return context.json(await run(controls.templates, context.req.param("id"), body));
    });
  }
  return routes;
}

function checkBody(value: unknown = {}, properties: readonly string[]): Body {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("Cannot change the template: the body must be a JSON object");
  const unknown = Object.keys(value).find((name) => !properties.includes(name));
  if (unknown === undefined) return { ...value };
  const allowed = properties.length === 0 ? "none is known" : `${properties.join(" and ")} are known`;
  throw new TypeError(`Cannot change the template: the body has ${unknown}, ${allowed}`);
}
