import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { Hono } from "hono/tiny";
import { problem, readBody, readWhole, rejected } from "../control/requests.ts";
import type { World } from "../world/world.ts";
import type { CampaignIndex } from "./campaign-index.ts";
import { campaignId } from "./campaign-place.ts";
import { type RecipientQuery, readRecipients } from "./campaign-recipients.ts";
import { summaryOf } from "./campaign-summary.ts";
import { recipientStates } from "./seen-campaign.ts";
import { readProgress } from "./told-progress.ts";

const pageSize = { usual: 50, most: 200 };

/** Routes of campaigns: what the sandbox has seen of them, and what their owners tell. */
export function createCampaignRoutes(world: World, index: CampaignIndex): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  const missing = (id: string) => problem(`Cannot return the campaign ${id}: no message of it has come`);

  routes.get("/campaigns", ({ json }) => {
    const summaries = [...index.all()].map(summaryOf);
    return json({ data: summaries.toSorted((one, other) => startOf(other) - startOf(one)) });
  });

  routes.get("/campaigns/:id", ({ req, json }) => {
    const id = req.param("id");
    const campaign = index.find(id);
    return campaign ? json(summaryOf(campaign)) : json(missing(id), 404);
  });

  routes.get("/campaigns/:id/recipients", (context) => {
    const id = context.req.param("id");
    const campaign = index.find(id);
    const query = readQuery(context);
    return campaign ? context.json(readRecipients(world, index, campaign, query)) : context.json(missing(id), 404);
  });

  routes.put("/campaigns/:id/progress", async (context) => {
    const id = context.req.param("id");
    if (!campaignId.test(id))
      throw rejected(400, "the id must be 1 to 64 letters, digits, dots, dashes or underscores");
    index.tell(id, readProgress(await readBody(context)));
    return context.json({ success: true });
  });
  return routes;
}

/** When the first message came, or its owner told of it. */
function startOf({ firstTime, told }: { firstTime: number | undefined; told: { time: number } | undefined }): number {
  return firstTime ?? told?.time ?? 0;
}

function readQuery(context: Context): RecipientQuery {
  const { state, search = "", after } = context.req.query();
  const states = [...recipientStates, "repeated"] as const;
  const sought = states.find((name) => name === state);
  if (state !== undefined && sought === undefined) throw rejected(400, `state must be one of ${states.join(", ")}`);
  const [, batch, index] = /^(\d{1,9}):(\d{1,3})$/.exec(after ?? "") ?? [];
  if (after !== undefined && batch === undefined)
    throw rejected(400, "after must be the place of a recipient, such as 0:99");
  const isNumber = /^\+?[\d\s()-]+$/.test(search);
  return {
    state: sought,
    code: readWhole(context, "code", 0, 999_999_999),
    search: isNumber ? search.replaceAll(/\D/g, "") : search.trim().toLowerCase(),
    after: batch === undefined ? undefined : { batch: Number(batch), index: Number(index) },
    limit: readWhole(context, "limit", 1, pageSize.most) ?? pageSize.usual,
  };
}
