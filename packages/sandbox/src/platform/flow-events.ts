import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import { ownerOf, type WorldNode } from "../world/world.ts";
import { askEndpoint, pingEndpoint } from "./flow-endpoint/flow-endpoint.ts";
import type { FlowExchange, FlowRequest } from "./flow-endpoint/flow-exchange.ts";
import { type Deliveries, tell } from "./tell.ts";

/** A state that the platform gives to a flow. */
export type FlowStatus = Schemas["FlowStatus"];

/** Trouble with a flow or its endpoint, as webhooks of the field `flows` tell it. */
export type FlowAlert = Omit<Schemas["FlowsValue"], "flow_id" | "old_status" | "new_status">;

/** What the platform does to a flow. All throw TypeError if there is no such flow. */
export interface FlowControls {
  /** Sets the state of a flow: a flow with trouble is throttled, then blocked, and published again. */
  setStatus(flowId: string, status: FlowStatus): Deliveries;
  /** Tells of trouble with a flow or its endpoint, or that it has passed. */
  alert(flowId: string, alert: FlowAlert): Deliveries;
  /**
   * Asks the endpoint of a flow what a phone asks: the request is encrypted with the public key of a number and signed,
   * and sent again after 421; the answer is checked against the flow JSON. Trouble on the phone is told to the endpoint,
   * and too much trouble by webhooks of the field `flows`. Returns after 10 seconds at the latest, twice that with trouble.
   *
   * @example
   * const { answer, trouble } = await sandbox.flows.ask(flow.id, { action: "INIT", flow_token: "1" });
   */
  ask(flowId: string, request: FlowRequest): Promise<FlowExchange>;
  /** Asks the endpoint of a flow whether it is there, as the platform does every 10 minutes while the flow is published. */
  ping(flowId: string): Promise<FlowExchange>;
}

export function createFlowControls(context: DomainContext): FlowControls {
  function flowWith(id: string): WorldNode {
    const node = context.world.find("flow", id);
    if (!node) throw new TypeError(`Cannot act on the flow ${id}: there is none`);
    return node;
  }
  return {
    setStatus: (id, status) => changeFlowStatus(context, flowWith(id), status),
    alert(id, alert) {
      const { of: account = "" } = flowWith(id);
      return tell(context, account, "flows", { ...alert, flow_id: id });
    },
    ask: async (id, request) => askEndpoint(context, flowWith(id), request),
    ping: async (id) => pingEndpoint(context, flowWith(id)),
  };
}

/** Moves a flow into another state, and tells so. */
export function changeFlowStatus(context: DomainContext, node: WorldNode, status: FlowStatus): Deliveries {
  const { name, status: former } = node.data;
  const old_status = String(former);
  context.world.change(node, { status });
  return tell(context, ownerOf(node), "flows", {
    event: "FLOW_STATUS_CHANGE",
    flow_id: node.id,
    message: `Flow ${String(name)} changed status from ${old_status} to ${status}`,
    old_status,
    new_status: status,
  });
}
