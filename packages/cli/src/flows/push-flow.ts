import { createFlow, publishFlow, type Schemas, updateFlow, uploadFlowAsset } from "@openwaba/flows";
import type { Session } from "../session.ts";
import type { FlowStep } from "./plan-flows.ts";

/** What became of a flow. */
export interface PushedFlow {
  readonly id: string;
  /** What keeps it from being published. */
  readonly validation_errors: readonly Schemas["FlowValidationError"][];
  readonly isPublished: boolean;
}

/** Carries out a step. Done again it finds what is done already, so that a run which was ended goes on. */
export async function pushFlow(session: Session, step: FlowStep): Promise<PushedFlow> {
  const client = await session.client();
  const { known, publishes } = step;
  const { id, validation_errors } = known ? await update(session, step, known.id) : await create(session, step);
  const isPublished = publishes && validation_errors.length === 0;
  if (isPublished) await publishFlow(client, { flow_id: id }, session.call);
  return { id, validation_errors, isPublished };
}

type Stored = Pick<PushedFlow, "id" | "validation_errors">;

async function create(session: Session, { flow }: FlowStep): Promise<Stored> {
  const client = await session.client();
  const { name, text: flow_json, endpoint_uri, categories = ["OTHER"] } = flow;
  const { id, validation_errors = [] } = await createFlow(
    client,
    {
      waba_id: await session.wabaId(),
      name,
      flow_json,
      categories: categories as readonly Schemas["FlowCategory"][],
      ...(endpoint_uri !== undefined && { endpoint_uri }),
    },
    session.call,
  );
  return { id, validation_errors };
}

async function update(session: Session, { flow, changes, known }: FlowStep, flow_id: string): Promise<Stored> {
  const client = await session.client();
  const { categories, endpoint_uri, text } = flow;
  const settings = {
    ...(changes.includes("categories") && { categories: categories as readonly Schemas["FlowCategory"][] }),
    ...(changes.includes("endpoint_uri") && endpoint_uri !== undefined && { endpoint_uri }),
  };
  if (Object.keys(settings).length > 0) await updateFlow(client, { flow_id, ...settings }, session.call);
  if (!changes.includes("json")) return { id: flow_id, validation_errors: known?.validation_errors ?? [] };
  const file = new Blob([text], { type: "application/json" });
  const asset = { flow_id, file, name: "flow.json", asset_type: "FLOW_JSON" } as const;
  const { validation_errors = [] } = await uploadFlowAsset(client, asset, session.call);
  return { id: flow_id, validation_errors };
}
