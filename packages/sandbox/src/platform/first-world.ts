import { readSnapshot } from "../control/snapshot.ts";
import type { Businesses } from "../domain.ts";
import type { Settings } from "../options.ts";
import type { OperationTable } from "../server/operations.ts";
import { seedFromExamples } from "../world/seed.ts";
import { deepFreeze } from "../world/snapshot.ts";
import type { World, WorldSnapshot } from "../world/world.ts";
import { seedCustomers } from "./customer-nodes.ts";
import { keptOperations } from "./kept-operations.ts";
import { seedMedia } from "./seed-media.ts";
import { subscribeAccounts, subscribeOwnApp } from "./subscriptions.ts";
import { seedTemplates, templateSeeds } from "./templates/seed.ts";

/**
 * Fills a world with what a sandbox starts with, and returns it for later.
 *
 * @throws TypeError if the seed of the user is no snapshot
 */
export function fillWorld(world: World, table: OperationTable, settings: Settings): WorldSnapshot {
  if (settings.seed) {
    world.restore(readSnapshot(settings.seed, "Cannot start with the seed").world);
  } else {
    seedFromExamples(world, table, { ...keptOperations, ...templateSeeds });
    seedTemplates(world);
    seedMedia(world);
    seedCustomers(world, settings.now);
  }
  putOwn(world, settings);
  if (settings.webhook) subscribeAccounts(world);
  const first = world.snapshot();
  for (const node of first.nodes) deepFreeze(node.data);
  return first;
}

/** Puts what the options say into a world: businesses, and where webhooks go. */
export function putOwn(world: World, { businesses, webhook }: Settings): void {
  putBusinesses(world, businesses);
  if (webhook) subscribeOwnApp(world, { verifyToken: "sandbox", ...webhook });
}

function putBusinesses(world: World, businesses: Businesses): void {
  for (const { id, name } of businesses) {
    const data = world.find("business", id)?.data;
    if (data?.["name"] !== name) world.put("business", undefined, { ...data, id, name }, id);
  }
}
