import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import type { AccountControls } from "../platform/account-controls.ts";
import type { FlowControls } from "../platform/flow-events.ts";
import type { FlowExchange } from "../platform/flow-endpoint/flow-exchange.ts";
import type { NumberControls } from "../platform/number-controls.ts";
import type { Deliveries } from "../platform/tell.ts";
import { checkValue } from "../server/check-value.ts";
import { detailsOf, firstUnknown } from "../server/problems.ts";
import { isSchema, type Schema } from "../server/schemas.ts";
import { readJson } from "./requests.ts";
import { valueProblem } from "../webhooks/documented-webhooks.ts";

/** What the platform does by itself, and what anything can be told by webhook. */
export interface ActionControls {
  readonly numbers: NumberControls;
  readonly accounts: AccountControls;
  readonly flows: FlowControls;
  /** Throws TypeError if the field, the value or what it is about is wrong. */
  emit(field: unknown, value: unknown, options: { phoneNumberId?: string; wabaId?: string }): Deliveries;
}

interface Action {
  /** Of the body. */
  readonly schema: Schema;
  /** The body fits the schema. */
  run(controls: ActionControls, id: string, body: Schema): Deliveries | Promise<FlowExchange>;
}

const text = { type: "string" };

function oneOf(...values: readonly string[]): Schema {
  return { type: "string", enum: values };
}

function body(required: Schema, optional: Schema = {}): Schema {
  return { type: "object", required: Object.keys(required), properties: { ...required, ...optional } };
}

/** The arguments of an action, which its schema has checked. */
type Checked<Method extends (id: string, ...more: never[]) => unknown> =
  Parameters<Method> extends [string, infer Argument, ...unknown[]] ? Argument : never;

const rejections = [
  "NAME_EMPLOYEE_ISSUE",
  "NAME_ENDCLIENT_NOTRELATED",
  "NAME_FORMAT_UNACCEPTABLE",
  "NAME_INDIVIDUAL_ISSUE",
  "NAME_NOT_CONSISTENT",
  "UNKNOWN",
];

const nothing = body({});

/** By `<what>/<action>`: `POST /_sandbox/<what>/{id}/<action>`. */
const actions: Readonly<Record<string, Action>> = {
  "numbers/name": {
    schema: body({ decision: oneOf("APPROVED", "REJECTED") }, { reason: oneOf(...rejections) }),
    run: ({ numbers }, id, { decision, reason = "UNKNOWN" }) =>
      numbers.decideName(
        id,
        (decision === "APPROVED" ? decision : { reason }) as Checked<NumberControls["decideName"]>,
      ),
  },
  "numbers/quality": {
    schema: body({ rating: oneOf("GREEN", "YELLOW", "RED", "UNKNOWN") }),
    run: ({ numbers }, id, { rating }) => numbers.setQuality(id, rating as Checked<NumberControls["setQuality"]>),
  },
  "numbers/throughput": {
    schema: body({ level: oneOf("STANDARD", "HIGH") }),
    run: ({ numbers }, id, { level }) => numbers.setThroughput(id, level as Checked<NumberControls["setThroughput"]>),
  },
  "numbers/request-pin-reset": { schema: nothing, run: ({ numbers }, id) => numbers.requestPinReset(id) },
  "numbers/reset-pin": { schema: nothing, run: ({ numbers }, id) => numbers.resetPin(id) },
  "numbers/revoke-username": { schema: nothing, run: ({ numbers }, id) => numbers.revokeUsername(id) },
  "accounts/review": {
    schema: body({ decision: oneOf("APPROVED", "DEFERRED", "PENDING", "REJECTED") }),
    run: ({ accounts }, id, { decision }) => accounts.review(id, decision as Checked<AccountControls["review"]>),
  },
  "accounts/verify": { schema: nothing, run: ({ accounts }, id) => accounts.verify(id) },
  "accounts/limit": {
    schema: body({ limit: oneOf("TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED") }),
    run: ({ accounts }, id, { limit }) => accounts.setLimit(id, limit as Checked<AccountControls["setLimit"]>),
  },
  "accounts/warn": {
    schema: body({ type: text }, { remediation: text }),
    run: ({ accounts }, id, violation) => accounts.warn(id, violation as Checked<AccountControls["warn"]> & Schema),
  },
  "accounts/restrict": {
    schema: body({
      restrictions: {
        type: "array",
        items: body({ type: text }, { expiration: { type: "integer" }, remediation: text }),
      },
    }),
    run: ({ accounts }, id, { restrictions }) =>
      accounts.restrict(id, restrictions as Checked<AccountControls["restrict"]>),
  },
  "accounts/ban": {
    schema: body({}, { state: oneOf("DISABLE", "SCHEDULE_FOR_DISABLE") }),
    run: ({ accounts }, id, { state }) => accounts.ban(id, state as Checked<AccountControls["ban"]>),
  },
  "accounts/reinstate": { schema: nothing, run: ({ accounts }, id) => accounts.reinstate(id) },
  "accounts/payment-method": {
    schema: body({ is_valid: { type: "boolean" } }),
    run: ({ accounts }, id, { is_valid }) => accounts.setPaymentMethod(id, is_valid === true),
  },
  "accounts/alert": {
    schema: body(
      { type: text },
      { severity: oneOf("CRITICAL", "INFORMATIONAL", "WARNING"), description: text, phone_number_id: text },
    ),
    run: ({ accounts }, id, { phone_number_id, ...alert }) =>
      accounts.alert(id, {
        ...(alert as Schema & Checked<AccountControls["alert"]>),
        ...(phone_number_id !== undefined && { phoneNumberId: String(phone_number_id) }),
      }),
  },
  "accounts/share": { schema: nothing, run: ({ accounts }, id) => accounts.share(id) },
  "accounts/unshare": { schema: nothing, run: ({ accounts }, id) => accounts.unshare(id) },
  "accounts/remove": { schema: nothing, run: ({ accounts }, id) => accounts.remove(id) },
  "accounts/payment": {
    schema: body({ configuration_name: text, status: oneOf("Active", "Needs Connecting", "Needs Testing") }),
    run: ({ accounts }, id, { configuration_name, status }) =>
      accounts.setPaymentStatus(
        id,
        String(configuration_name),
        status as Parameters<AccountControls["setPaymentStatus"]>[2],
      ),
  },
  "verifications/decide": {
    schema: body(
      { status: oneOf("APPROVED", "DISCARDED", "FAILED", "PENDING", "REVOKED") },
      { reasons: { type: "array", items: text } },
    ),
    run: ({ accounts }, id, { status, reasons }) =>
      accounts.certify(
        id,
        status as Parameters<AccountControls["certify"]>[1],
        reasons as Parameters<AccountControls["certify"]>[2],
      ),
  },
  "flows/status": {
    schema: body({ status: oneOf("BLOCKED", "DEPRECATED", "DRAFT", "PUBLISHED", "THROTTLED") }),
    run: ({ flows }, id, { status }) => flows.setStatus(id, status as Checked<FlowControls["setStatus"]>),
  },
  "flows/alert": {
    schema: { type: "object", required: ["event"] },
    run: ({ flows }, id, alert) => {
      const problem = valueProblem("flows", { ...alert, flow_id: id });
      if (problem !== undefined) throw new TypeError(`Cannot act on flows: ${problem}`);
      return flows.alert(id, alert as Schema & Checked<FlowControls["alert"]>);
    },
  },
  "flows/ask": {
    schema: body(
      { action: oneOf("INIT", "BACK", "data_exchange") },
      { screen: text, data: { type: "object" }, flow_token: text, phone_number_id: text },
    ),
    run: ({ flows }, id, { phone_number_id, ...request }) =>
      flows.ask(id, {
        ...(request as Schema & Checked<FlowControls["ask"]>),
        ...(phone_number_id !== undefined && { phoneNumberId: String(phone_number_id) }),
      }),
  },
  "flows/ping": { schema: nothing, run: ({ flows }, id) => flows.ping(id) },
};

/** Routes of what the platform does by itself. */
export function createActionRoutes(controls: ActionControls): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();

  for (const [name, { schema, run }] of Object.entries(actions)) {
    const [what, action] = name.split("/");
    routes.post(`/${what}/:id/${action}`, async (context) => {
      const value = checked(schema, (await readJson(context)) ?? {}, `act on ${what}`);
      const result = await run(controls, context.req.param("id") ?? "", value);
      return context.json(Array.isArray(result) ? { deliveries: result } : result);
    });
  }

  routes.post("/events", async (context) => {
    const schema = body({ field: text }, { value: {}, phone_number_id: text, waba_id: text });
    const { field, value, phone_number_id, waba_id } = checked(
      schema,
      (await readJson(context)) ?? {},
      "send a webhook",
    );
    const about = {
      ...(phone_number_id !== undefined && { phoneNumberId: String(phone_number_id) }),
      ...(waba_id !== undefined && { wabaId: String(waba_id) }),
    };
    return context.json({ deliveries: await controls.emit(field, value, about) });
  });
  return routes;
}

function checked(schema: Schema, value: unknown, what: string): Schema {
  const closed = schema["properties"] === undefined ? schema : { ...schema, unevaluatedProperties: false };
  const { problems } = checkValue({}, closed, value);
  if (problems.length === 0 && isSchema(value)) return value;
  throw new TypeError(`Cannot ${what}: ${detailsOf(firstUnknown(problems), "body")}`);
}
