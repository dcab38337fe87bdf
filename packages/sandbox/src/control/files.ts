import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { CustomerFiles, FileToSend } from "../platform/customer-media.ts";
import { arriving, readBytes } from "../server/body.ts";
import { GraphFailure } from "../server/errors.ts";
import { limits } from "../server/limits.ts";

const texts = {
  caption: "caption",
  filename: "filename",
  group_id: "groupId",
  phone_number_id: "phoneNumberId",
} as const;

/** The routes by which customers send files and see those of businesses. */
export function createFileRoutes(customerOf: (context: Context) => CustomerFiles): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.post("/customers/:id/files", async (context) => {
    const options = readOptions(context);
    const customer = customerOf(context);
    const bytes = await readBytes(arriving(context.req.raw), limits.formBytes);
    return context.json(await customer.sendFile(bytes, options));
  });

  routes.post("/customers/:id/uploads", async (context) => {
    const { type = "", phoneNumberId } = readOptions(context);
    const customer = customerOf(context);
    const bytes = await readBytes(arriving(context.req.raw), limits.formBytes);
    return context.json(
      await customer.uploadFile(bytes, { type, ...(phoneNumberId !== undefined && { phoneNumberId }) }),
    );
  });

  routes.get("/customers/:id/files/:message", (context) => {
    try {
      const { bytes, type } = customerOf(context).download({ id: context.req.param("message") });
      // a browser does not show it as a page of this server
      const headers = {
        "content-type": type,
        "content-disposition": "attachment",
        "x-content-type-options": "nosniff",
      };
      return new Response(new Uint8Array(bytes), { headers });
    } catch (error) {
      return context.json({ error: { message: error instanceof Error ? error.message : String(error) } }, 404);
    }
  });
  return routes;
}

function readOptions({ req }: Context): FileToSend {
  const options: FileToSend = { type: req.header("content-type") ?? "", voice: req.query("voice") === "true" };
  for (const [name, value] of Object.entries(req.query())) {
    if (name === "voice" && /^(?:true|false)$/.test(value)) continue;
    if (name === "context") {
      options.context = { id: value };
      continue;
    }
    if (!isText(name))
      throw new GraphFailure(
        `${name} is not known: use ${[...Object.keys(texts), "context"].join(", ")} or voice=true`,
        {
          code: 100,
        },
      );
    options[texts[name]] = value;
  }
  return options;
}

function isText(name: string): name is keyof typeof texts {
  return Object.hasOwn(texts, name);
}
