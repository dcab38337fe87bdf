import { type FlowValidationError, validateFlow } from "@openwaba/flows/flow-json";
import type { Domain, DomainContext, Handler } from "../domain.ts";
import { GraphFailure, unknownNode } from "../server/errors.ts";
import { jsonOrText } from "../server/json.ts";
import { changeFlowStatus } from "./flow-events.ts";
import { nodeIn, idIn } from "../world/kept.ts";
import type { Data, World, WorldNode } from "../world/world.ts";

const kind = "flow";
const name = "flow_id";
const assetKind = "flow_asset"; // the flow JSON, one for each flow

/** Flows from draft to deprecation, with their flow JSON. */
export function createFlows(context: DomainContext): Domain {
  const { world, mediaUrl } = context;

  function keepAsset(flow: string, text: string): Data {
    world.put(assetKind, flow, { text }, flow);
    return contentOf(text);
  }

  function publish(node: WorldNode): void {
    const { status, validation_errors: errors } = node.data;
    if (status !== "DRAFT") throw flowFailure(139002, "published", `It is ${status}: only a draft can be published`);
    if (Array.isArray(errors) && errors.length > 0)
      throw flowFailure(139002, "published", "Its flow JSON has validation errors: upload one without");
    if (node.data["data_api_version"] !== undefined && node.data["endpoint_uri"] === undefined)
      throw flowFailure(139002, "published", "It has an endpoint, and endpoint_uri is missing");
    void changeFlowStatus(context, node, "PUBLISHED");
  }

  const create: Handler = ({ path, body }) => {
    const { categories, flow_json, publish: isPublished, clone_flow_id, endpoint_uri } = body;
    const cloned = clone_flow_id === undefined ? undefined : String(clone_flow_id);
    if (cloned !== undefined && !world.find(kind, cloned)) throw unknownNode("POST", cloned);
    const id = world.newId();
    const text = flow_json ?? world.find(assetKind, cloned ?? "")?.data["text"];
    const node = world.put(
      kind,
      path["waba_id"],
      {
        id,
        name: body["name"],
        status: "DRAFT",
        categories: listIn(categories),
        validation_errors: [],
        ...(endpoint_uri !== undefined && { endpoint_uri }),
        ...(text !== undefined && keepAsset(id, String(text))),
      },
      id,
    );
    if (isPublished === true && isValid(node)) publish(node);
    return { id, success: true, ...(!isValid(node) && { validation_errors: node.data["validation_errors"] }) };
  };

  const update: Handler = (request) => {
    const node = editable(nodeIn(world, request, kind, name));
    const { name: title, categories, endpoint_uri, application_id } = request.body;
    world.change(node, {
      ...(title !== undefined && { name: title }),
      ...(categories !== undefined && { categories: listIn(categories) }),
      ...(endpoint_uri !== undefined && { endpoint_uri }),
      ...(application_id !== undefined && { application: { id: String(application_id) } }),
    });
    return { success: true };
  };

  const upload: Handler = (request) => {
    const node = editable(nodeIn(world, request, kind, name));
    const content = keepAsset(node.id, textOf(request.body["file"]));
    world.change(node, { ...content, status: "DRAFT" }); // what was sent already keeps the old one
    return { success: true, validation_errors: content["validation_errors"] };
  };

  const migrate: Handler = ({ path, body }) => {
    const target = idIn({ path }, "waba_id");
    const source = world.list(kind, String(body["source_waba_id"]));
    const names = listIn(body["source_flow_names"] ?? source.map(({ data }) => data["name"]));
    const migrated_flows: object[] = [];
    const failed_flows: object[] = [];
    for (const title of Array.isArray(names) ? names.map(String) : []) {
      const flow = source.find(({ data }) => data["name"] === title);
      const isTaken = world.list(kind, target).some(({ data }) => data["name"] === title);
      if (!flow || isTaken) {
        const where = flow ? "The account has a flow of this name" : "The source account has no flow of this name";
        failed_flows.push({ source_name: title, error_code: "4233041", error_message: where });
        continue;
      }
      const id = world.newId();
      world.put(kind, target, { ...flow.data, id, status: "DRAFT" }, id);
      const text = world.find(assetKind, flow.id)?.data["text"];
      if (text !== undefined) keepAsset(id, String(text));
      migrated_flows.push({ source_name: title, source_id: flow.id, migrated_id: id });
    }
    return { migrated_flows, failed_flows };
  };

  const listAssets: Handler = (request) => {
    const { id } = nodeIn(world, request, kind, name);
    if (!world.find(assetKind, id)) return [];
    return [{ name: "flow.json", asset_type: "FLOW_JSON", download_url: new URL(addressOf(id), mediaUrl).href }];
  };

  const deprecate: Handler = (request) => {
    const node = nodeIn(world, request, kind, name);
    const { status } = node.data;
    if (status === "DRAFT" || status === "DEPRECATED")
      throw flowFailure(139003, "deprecated", `It is ${status}: only a published flow can be deprecated`);
    void changeFlowStatus(context, node, "DEPRECATED");
    return { success: true };
  };

  const remove: Handler = (request) => {
    const node = nodeIn(world, request, kind, name);
    const { status } = node.data;
    if (status !== "DRAFT")
      throw flowFailure(139004, "deleted", `It is ${status}: only a draft can be deleted, deprecate this one`);
    world.remove(node);
    return { success: true };
  };

  return {
    nodes: {},
    handlers: {
      createFlow: create,
      updateFlow: update,
      migrateFlows: migrate,
      uploadFlowAsset: upload,
      listFlowAssets: listAssets,
      deprecateFlow: deprecate,
      deleteFlow: remove,
      publishFlow(request) {
        publish(nodeIn(world, request, kind, name));
        return { success: true };
      },
    },
    fileAt(address) {
      const asset = world.all(assetKind).find(({ id }) => addressOf(id) === address);
      return asset && { bytes: Buffer.from(String(asset.data["text"])), type: "application/json" };
    },
  };
}

/** A flow with its flow JSON, as long as it has one that can be read. */
interface FlowContent {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly json?: object;
}

/** The flow that has this id or, of all accounts, this name. */
export function findFlow(world: World, idOrName: string): FlowContent | undefined {
  const node = world.find(kind, idOrName) ?? world.all(kind).find((flow) => flow.data["name"] === idOrName);
  if (!node) return undefined;
  const text = world.find(assetKind, node.id)?.data["text"];
  const json = text === undefined ? undefined : jsonOrText(String(text));
  return {
    id: node.id,
    name: String(node.data["name"]),
    status: String(node.data["status"]),
    ...(typeof json === "object" && json !== null && { json }),
  };
}

function addressOf(flow: string): string {
  return `/flows/${flow}/flow.json`;
}

/** A form gives a list as JSON text. */
function listIn(value: unknown): unknown {
  return typeof value === "string" ? jsonOrText(value) : value;
}

/** The text of a file in a form. */
function textOf(file: unknown): string {
  const { bytes } = (file ?? {}) as { bytes?: Uint8Array };
  return bytes ? Buffer.from(bytes).toString() : String(file);
}

function isValid({ data }: WorldNode): boolean {
  const { validation_errors: errors } = data;
  return !Array.isArray(errors) || errors.length === 0;
}

/** What a flow shows of its flow JSON, with what is wrong in it. */
function contentOf(text: string): Data {
  const flow = jsonOrText(text);
  const { version, data_api_version } = (typeof flow === "object" && flow !== null ? flow : {}) as Data;
  return {
    validation_errors: validateFlow(text).map(platformError),
    ...(version !== undefined && { json_version: String(version) }),
    ...(data_api_version !== undefined && { data_api_version: String(data_api_version) }),
  };
}

/** An error as the platform prints it, which names no screens. */
function platformError(error: FlowValidationError): object {
  return Object.fromEntries(Object.entries(error).filter(([key]) => key !== "screen" && key !== "component"));
}

function editable(node: WorldNode): WorldNode {
  const { status } = node.data;
  if (status === "DRAFT" || status === "PUBLISHED") return node;
  throw flowFailure(139001, "changed", `It is ${status}: only drafts and published flows can be changed`);
}

function flowFailure(code: number, action: string, details: string): GraphFailure {
  return new GraphFailure(`(#${code}) The flow cannot be ${action}`, { code, details });
}
