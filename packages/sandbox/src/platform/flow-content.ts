import { jsonOrText } from "../server/json.ts";
import type { World } from "../world/world.ts";

/** Kind of the node that has the text of a flow JSON, one for each flow and with its id. */
export const assetKind = "flow_asset";

/** A flow with its flow JSON, as long as it has one that can be read. */
interface FlowContent {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** Address of its endpoint. */
  readonly endpoint?: string;
  readonly json?: object;
}

/** The flow that has this id or, of all accounts, this name. */
export function findFlow(world: World, idOrName: string): FlowContent | undefined {
  const node = world.find("flow", idOrName) ?? world.all("flow").find((flow) => flow.data["name"] === idOrName);
  if (!node) return undefined;
  const json = flowJsonOf(world, node.id);
  const { name, status, endpoint_uri } = node.data;
  return {
    id: node.id,
    name: String(name),
    status: String(status),
    ...(endpoint_uri !== undefined && { endpoint: String(endpoint_uri) }),
    ...(json && { json }),
  };
}

/** The flow JSON of a flow; undefined if it has none that can be read. */
export function flowJsonOf(world: World, id: string): object | undefined {
  const text = world.find(assetKind, id)?.data["text"];
  const json = text === undefined ? undefined : jsonOrText(String(text));
  return typeof json === "object" && json !== null ? json : undefined;
}
