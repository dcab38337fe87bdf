import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { createClient, type GraphVersion, unwrap } from "@openwaba/runtime";
import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listDomains, readDocuments, type SpecDocument } from "../scripts/specs/documents.ts";
import { type Operation, operationsOf, resolve } from "../scripts/specs/openapi.ts";
import { callsOf, type DocumentedCall } from "../scripts/specs/documented-calls.ts";

type Call = (
  path: string,
  options: object,
) => Promise<{ data: unknown; error?: never; response: Response; request: { method: string; path: string } }>;
type Client = Record<"GET" | "POST" | "DELETE", Call>;

const root = dirname(import.meta.dirname);
const documents = (await readDocuments(root, await listDomains(root))).filter(({ openapi }) => openapi.paths);

const sinceExamples = Date.now() - Date.parse("2026-11-06T00:00:00Z"); // their events must not be old

/** An app whose callback URL proves itself. */
const app = createServer(({ url = "/" }, response) => {
  response.end(new URL(url, "http://127.0.0.1").searchParams.get("hub.challenge"));
});
const callbackUrl = () => `http://127.0.0.1:${(app.address() as AddressInfo).port}/webhook`;
afterAll(() => void app.close().closeAllConnections());

let sandbox: Sandbox;
beforeAll(async () => {
  await once(app.listen(0, "127.0.0.1"), "listening");
  const now = () => Date.now() - sinceExamples;
  sandbox = await createSandbox({ strict: true, now, accessToken: "EAAHharbour" }); // the one in the examples
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

/** What an operation is called with in place of its example: path, query or body. */
interface Prepared {
  readonly params?: Partial<DocumentedCall["params"]>;
  readonly body?: unknown;
}

/** Brings about the state that an operation needs. */
type Preparation = (client: Client, example: string, call: DocumentedCall) => Promise<Prepared>;
const preparations: Record<string, Preparation> = {
  getPreverifiedNumber: addNumber,
  deletePreverifiedNumber: addNumber,
  listPartners: addNumber,
  requestPreverifiedNumberCode: addNumber,
  async sharePreverifiedNumber(client, _, { body }) {
    return { body: { ...Object(body), preverified_id: idOf(await addNumber(client)) } };
  },
  async unsharePreverifiedNumber(client) {
    const shared = { preverified_id: idOf(await addNumber(client)), partner_business_id: "813460912570311" };
    const params = { path: { business_id: sandbox.businesses[0].id } };
    unwrap(await client.POST("/{business_id}/share_preverified_numbers", { params, body: shared }));
    return { params: { query: shared } };
  },
  async verifyPreverifiedNumberCode(client) {
    const added = await addNumber(client);
    const body = { code_method: "SMS", language: "en_US" };
    unwrap(await client.POST("/{pre_verified_phone_number_id}/request_code", { ...added, body }));
    return { ...added, body: { code: sandbox.codeFor(idOf(added)) } };
  },
  async subscribeToWebhooks(_, __, { body }) {
    const callback = { callback_url: callbackUrl() };
    const isForm = body instanceof URLSearchParams;
    return {
      body: isForm
        ? new URLSearchParams({ ...Object.fromEntries(body), ...callback })
        : { ...Object(body), ...callback },
    };
  },
  subscribeApp: async (_, __, { body }) => ({ body: withCallback(body) }),
  async updatePhoneNumber(_, __, { body }) {
    const { webhook_configuration: configuration, ...others } = Object(body);
    if (configuration === undefined) return {};
    return { body: { ...others, webhook_configuration: withCallback(configuration) } };
  },
  exchangeToken: async (_, __, { params }) => ({ params: { query: { ...params.query, code: "AQBharbour-code" } } }),
  revokeToken: async (_, __, { params }) => ({
    params: { query: { ...params.query, revoke_token: sandbox.issueToken() } },
  }),
  requestPhoneNumberCode: async () => ({ params: unverified }),
  async verifyPhoneNumberCode(client) {
    const body = { code_method: "SMS", language: "en_US" };
    unwrap(await client.POST("/{phone_number_id}/request_code", { params: unverified, body }));
    return { params: unverified, body: { code: sandbox.codeFor(unverified.path.phone_number_id) } };
  },
  // one of two parameters is required, which no schema of parameters can say
  getCallPermissions: async () => ({
    params: { path: { phone_number_id: "108110225544001" }, query: { user_wa_id: "15550123456" } },
  }),
  publishFlow: addDraft,
  deleteFlow: addDraft,
  async compareMessageTemplates() {
    const end = Math.floor((Date.now() - sinceExamples) / 1000);
    const query = { template_ids: ["1689556908129834"], start: end - 7 * 24 * 60 * 60, end };
    return { params: { path: { template_id: "1689556908129832" }, query } };
  },
  async deleteMessageTemplates() {
    const query = { name: "delivery_on_its_way", hsm_id: "1689556908129832" }; // not with hsm_ids
    return { params: { path: { waba_id: "102290129340398" }, query } };
  },
  async editMessageTemplate(client, example) {
    if (example === "example price") return addPricedTemplate(client);
    const ids: Record<string, string> = {
      "example authentication": "1689556908129833",
      "example components": "1689556908129837",
    };
    const template_id = ids[example] ?? "1689556908129832";
    await sandbox.templates.reject(template_id);
    return { params: { path: { template_id } } };
  },
};

const unverified = { path: { phone_number_id: "108110225544002" } };

async function addDraft(client: Client): Promise<{ params: object }> {
  const params = { path: { waba_id: "102290129340398" } };
  const body = { name: "seat_booking", categories: ["APPOINTMENT_BOOKING"] };
  const { id } = unwrap(await client.POST("/{waba_id}/flows", { params, body })) as { id: string };
  return { params: { path: { flow_id: id } } };
}

/** A template with a highest price, which only such a one can change. */
async function addPricedTemplate(client: Client): Promise<{ params: object }> {
  const params = { path: { waba_id: "102290129340398" } };
  const body = {
    name: "priced_offer",
    language: "en_GB",
    category: "MARKETING",
    components: [{ type: "BODY", text: "All beans are on sale." }],
    optimization_spec: { bid_amount: 3000, bid_strategy: "LOWEST_COST_WITH_BID_CAP" },
  };
  const { id } = unwrap(await client.POST("/{waba_id}/message_templates", { params, body })) as { id: string };
  await sandbox.templates.approve(id);
  return { params: { path: { template_id: id } } };
}

/** The number that was added, as a parameter. */
async function addNumber(client: Client): Promise<{ params: { path: Record<string, string> } }> {
  const params = { path: { business_id: sandbox.businesses[0].id } };
  const body = { phone_number: "+15550199999" };
  const { id } = unwrap(await client.POST("/{business_id}/add_phone_numbers", { params, body })) as { id: string };
  return { params: { path: { pre_verified_phone_number_id: id } } };
}

function idOf({ params }: Awaited<ReturnType<typeof addNumber>>): string {
  return params.path["pre_verified_phone_number_id"] ?? "";
}

/** A body whose callback URL, if it has one, can be reached. */
function withCallback(body: unknown): unknown {
  const { override_callback_uri: url } = Object(body);
  return url === undefined || url === "" ? body : { ...Object(body), override_callback_uri: callbackUrl() };
}

describe.each(documents)("$file", (document) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document.openapi, "document");

  describe.each(document.versions)("in %s", (version) => {
    for (const { path, address, method, item, operation } of operationsOf(document.openapi)) {
      const verb = method.toUpperCase() as keyof Client;
      test.each(callsOf(document.openapi, item, operation))(`${verb} ${address}, %s`, async (example, options) => {
        const { accessToken: auth, url: baseUrl } = sandbox;
        const untyped = createClient<Record<GraphVersion, object>, GraphVersion>({
          auth,
          baseUrl,
          retry: false,
          version: version as GraphVersion,
        });
        const client = untyped as unknown as Client;
        const prepared = await preparations[operation.operationId]?.(client, example, options);
        const { content, type, pointer } = successOf(document, path, method, operation);
        const result = await client[verb](address, {
          ...options,
          ...prepared,
          params: { ...options.params, ...prepared?.params },
        });
        expect(sandbox.calls.at(-1)).toMatchObject({
          operation: operation.operationId,
          status: result.response.status,
        });
        if (type === "application/json") {
          const check = ajv.compile({ $ref: `document#/${pointer}` });
          check(unwrap(result));
          expect(check.errors).toBeNull();
        } else if (content) {
          expect(result.response.headers.get("Content-Type")).toBe(type?.replace("*/*", "application/octet-stream"));
        }
      });
    }
  });
});

function successOf(document: SpecDocument, path: string, method: string, operation: Operation) {
  const [status = "200", response] = Object.entries(operation.responses).find(([key]) => key.startsWith("2")) ?? [];
  const { content } = response ? resolve(document.openapi, response) : {};
  const type = content && ("application/json" in content ? "application/json" : Object.keys(content)[0]);
  const place = response?.$ref?.split("/").slice(1) ?? ["paths", path, method, "responses", status];
  const keys = [...place, "content", type ?? "", "schema"];
  const pointer = keys.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  return { content, type, pointer };
}
