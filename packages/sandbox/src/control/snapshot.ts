import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { arriving, readBytes } from "../server/body.ts";
import { GraphFailure } from "../server/errors.ts";
import { limits } from "../server/limits.ts";
import { isObject, nodesOf, plainCopy, readNodes, type SnapshotNode } from "../world/snapshot.ts";
import type { World, WorldSnapshot } from "../world/world.ts";
import type { RecordedCall } from "../server/recorded-call.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";

const format = "openwaba-sandbox";
const version = 1;

/** The state of a sandbox as plain data, which JSON can carry. */
export interface Snapshot {
  readonly format: "openwaba-sandbox";
  readonly version: 1;
  /** The last number that was given as an id. */
  readonly lastId: number;
  readonly nodes: readonly SnapshotNode[];
  /** @default none */
  readonly calls?: readonly RecordedCall[];
  /** Deliveries of webhooks. @default none */
  readonly webhooks?: readonly WebhookDelivery[];
}

/** A snapshot that was checked. */
export interface RestorableState {
  readonly world: WorldSnapshot;
  readonly calls: readonly RecordedCall[];
  readonly webhooks: readonly WebhookDelivery[];
}

export function takeSnapshot(
  world: World,
  calls: readonly RecordedCall[],
  webhooks: readonly WebhookDelivery[],
): Snapshot {
  return { format, version, lastId: world.lastId, nodes: nodesOf(world), calls, webhooks };
}

/** @throws TypeError that begins with `what` if the value is no snapshot of this version */
export function readSnapshot(value: unknown, what: string): RestorableState {
  if (!isObject(value) || value["format"] !== format) throw new TypeError(`${what}: it is no snapshot of a sandbox`);
  if (value["version"] !== version)
    throw new TypeError(`${what}: it has version ${JSON.stringify(value["version"])}, not ${version}`);
  const { format: _format, version: _version, lastId, nodes, calls = [], webhooks = [], ...more } = value;
  for (const name of Object.keys(more)) throw new TypeError(`${what}: ${name} is not known`);
  const shownCalls = readList<RecordedCall>(calls, callShape, `${what}: calls`);
  const deliveries = readList<WebhookDelivery>(webhooks, deliveryShape, `${what}: webhooks`);
  checkIds(shownCalls, `${what}: calls`);
  checkIds(deliveries, `${what}: webhooks`);
  return { world: readNodes({ lastId, nodes }, what), calls: shownCalls, webhooks: deliveries };
}

type Shape = Readonly<Record<string, "string" | "number" | "object" | "array">>;

const callShape = {
  id: "string",
  time: "number",
  method: "string",
  path: "string",
  query: "object",
  status: "number",
} satisfies Shape;
const deliveryShape = {
  id: "string",
  state: "string",
  wabaId: "string",
  fields: "array",
  time: "number",
  headers: "object",
  body: "string",
  attempts: "array",
} satisfies Shape;

/** Ids of a log go on where the last one stands. */
function checkIds(log: readonly { readonly id: string }[], place: string): void {
  log.forEach(({ id }, index) => {
    if (Number(id) !== Number(log[0]?.id) + index || !/^[1-9]\d{0,14}$/.test(id))
      throw new TypeError(`${place}[${index}].id must be a number, one more than that before`);
  });
}

/** A copy of a list whose items have these properties. */
function readList<Item>(value: unknown, shape: Shape, place: string): Item[] {
  if (!Array.isArray(value)) throw new TypeError(`${place} must be an array`);
  if (value.length > limits.entries) throw new TypeError(`${place} must not have more than ${limits.entries} entries`);
  value.forEach((item: unknown, index) => {
    for (const [name, type] of Object.entries(shape)) {
      const own = isObject(item) ? item[name] : undefined;
      const is = Array.isArray(own) ? "array" : own === null ? "null" : typeof own;
      if (is !== type) throw new TypeError(`${place}[${index}].${name} must be ${type}, not ${is}`);
    }
  });
  return plainCopy(value, place) as Item[];
}

/** `GET /snapshot` returns the state, `PUT /snapshot` restores it. */
export function createSnapshotRoutes(
  snapshot: () => object,
  restore: (value: unknown) => void,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.get("/snapshot", (context) => {
    try {
      return context.json(snapshot());
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new GraphFailure("the state is too long for one text: keep it in a data file", { status: 500, code: 1 });
    }
  });
  routes.put("/snapshot", async (context) => {
    const type = context.req.header("content-type") ?? "none";
    if (!/^application\/json\s*(?:;|$)/i.test(type))
      throw new GraphFailure(`the content type must be application/json, got ${type}`, { status: 415, code: 100 });
    const text = (await readBytes(arriving(context.req.raw), limits.snapshotBytes)).toString();
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new GraphFailure("the request body is not JSON", { code: 100 });
    }
    restore(value);
    return context.json({ success: true });
  });
  return routes;
}
