import { type FlowValidationError, validateFlow } from "@openwaba/flows/flow-json";
import type { Domain, DomainContext, Handler } from "../domain.ts";
import { GraphFailure, invalidParameter, unknownNode } from "../server/errors.ts";
import { jsonOrText } from "../server/json.ts";
import { callbackUrlProblem } from "../webhooks/callback-url.ts";
import { assetKind, flowJsonOf } from "./flow-content.ts";
import { hasEndpoint, pingEndpoint } from "./flow-endpoint/flow-endpoint.ts";
import { changeFlowStatus } from "./flow-events.ts";
import { nodeIn, idIn } from "../world/kept.ts";
import type { Data, WorldNode } from "../world/world.ts";

const kind = "flow";
const name = "flow_id";
const pingInterval = 600_000; // 10 minutes

/** Flows from draft to deprecation, with their flow JSON. */
export function createFlows(context: DomainContext): Domain {
  const { world, mediaUrl } = context;

  function keepAsset(flow: string, text: string): Data {
    world.put(assetKind, flow, { text }, flow);
    return contentOf(text);
  }

  async function publish({ id }: WorldNode): Promise<void> {
    const node = draftOf(id);
    const { validation_errors: errors } = node.data;
    if (Array.isArray(errors) && errors.length > 0)
      throw unpublishable("Its flow JSON has validation errors: upload one without");
    if (hasEndpoint(flowJsonOf(world, id))) {
      const { trouble } = await pingEndpoint(context, node);
      if (trouble) throw unpublishable(`Its endpoint fails the health check: ${trouble.message}`);
    }
    void changeFlowStatus(context, draftOf(id), "PUBLISHED"); // it may have changed while the endpoint was asked
    pingLater(id);
  }

  function pingLater(id: string): void {
    // one that was published before may be waiting still
    const isWaiting = world
      .all("timer")
      .some(({ data: { action, about } }) => action === "pingFlow" && (about as Data)["id"] === id);
    if (!isWaiting && hasEndpoint(flowJsonOf(world, id))) context.after(pingInterval, "pingFlow", { id });
  }

  /** The next time comes after this answer, so that a clock that is moved far does not ask once for each interval. */
  async function ping(id: string): Promise<void> {
    const node = world.find(kind, id);
    if (node?.data["status"] !== "PUBLISHED") return;
    await pingEndpoint(context, node);
    pingLater(id);
  }

  function draftOf(id: string): WorldNode {
    const node = world.find(kind, id);
    if (!node) throw unknownNode("POST", id);
    const { status } = node.data;
    if (status !== "DRAFT") throw unpublishable(`It is ${status}: only a draft can be published`);
    return node;
  }

  const create: Handler = async ({ path, body }) => {
    const { categories, flow_json, publish: isPublished, clone_flow_id, endpoint_uri } = body;
    const cloned = clone_flow_id === undefined ? undefined : String(clone_flow_id);
    if (cloned !== undefined && !world.find(kind, cloned)) throw unknownNode("POST", cloned);
    const id = world.newId();
    checkEndpoint(endpoint_uri);
    checkName(path["waba_id"], body["name"]);
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
    if (isPublished === true && isValid(node)) await publish(node);
    return { id, success: true, ...(!isValid(node) && { validation_errors: node.data["validation_errors"] }) };
  };

  const update: Handler = (request) => {
    const node = editable(nodeIn(world, request, kind, name));
    const { name: title, categories, endpoint_uri, application_id } = request.body;
    checkEndpoint(endpoint_uri);
    if (title !== node.data["name"]) checkName(node.of, title);
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

  function checkName(account: unknown, title: unknown): void {
    if (world.list(kind, String(account)).some(({ data }) => data["name"] === title))
      throw invalidParameter("Param name is wrong: the account has a flow of this name");
  }

  function checkEndpoint(url: unknown): void {
    const problem = url === undefined ? undefined : callbackUrlProblem(String(url), context.webhookHosts);
    if (problem !== undefined) throw invalidParameter(`Param endpoint_uri is wrong: ${problem}`);
  }

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
      async publishFlow(request) {
        await publish(nodeIn(world, request, kind, name));
        return { success: true };
      },
    },
    timers: { pingFlow: ({ id }) => void ping(String(id)) },
    fileAt(address) {
      const asset = world.all(assetKind).find(({ id }) => addressOf(id) === address);
      return asset && { bytes: Buffer.from(String(asset.data["text"])), type: "application/json" };
    },
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

function unpublishable(details: string): GraphFailure {
  return flowFailure(139002, "published", details);
}

function flowFailure(code: number, action: string, details: string): GraphFailure {
  return new GraphFailure(`(#${code}) The flow cannot be ${action}`, { code, details });
}
