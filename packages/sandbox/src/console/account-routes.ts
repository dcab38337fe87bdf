import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { problem } from "../control/requests.ts";
import { findFlow } from "../platform/flow-content.ts";
import type { World } from "../world/world.ts";

interface AccountSource {
  readonly world: World;
  /** Directory of the OpenAPI documents. */
  readonly specs: URL | string;
}

/** Routes of what is shown on demand alone: codes and PINs, tokens without their text, flow JSON, and the documents. */
export function createAccountRoutes({ world, specs }: AccountSource): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  const folder = typeof specs === "string" ? specs : fileURLToPath(specs);

  routes.get("/numbers/:id/secrets", ({ req, json }) => {
    const id = req.param("id");
    if (!world.find("phone_number", id))
      return json(problem(`Cannot return the secrets of ${id}: there is no such number`), 404);
    const { pin, code, codeSentAt } = world.find("phone_number_secrets", id)?.data ?? {};
    return json({ pin, ...(code !== undefined && { code, codeSentAt }) });
  });

  routes.get("/tokens", ({ json }) =>
    // the id of such a node is the token
    json({ data: world.all("access_token").map(({ data }) => data) }),
  );

  routes.get("/flows/:id/json", ({ req, json }) => {
    const id = req.param("id");
    const flow = findFlow(world, id);
    return flow ? json(flow) : json(problem(`Cannot return the flow ${id}: there is none`), 404);
  });

  routes.get("/openapi", async ({ json }) => json({ data: await documentsIn(folder) }));

  routes.get("/openapi/:domain/:file", async ({ req, json }) => {
    const name = `${req.param("domain")}/${req.param("file")}`;
    if (!(await documentsIn(folder)).includes(name))
      return json(problem(`Cannot return the document ${name}: there is none`), 404);
    return new Response(new Uint8Array(await readFile(join(folder, name))), {
      headers: {
        "content-type": "application/json",
        "content-disposition": `attachment; filename="${name.replace("/", "-")}"`,
        "x-content-type-options": "nosniff",
      },
    });
  });
  return routes;
}

/** The names of the documents, `<domain>/<api>.json`. */
async function documentsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const domains = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const files = await Promise.all(domains.map((domain) => readdir(join(folder, domain))));
  return domains
    .flatMap((domain, index) => (files[index] ?? []).map((file) => `${domain}/${file}`))
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}
