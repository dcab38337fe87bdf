import { field, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createFlowsClient } from "./index.ts";

const client = createFlowsClient({ auth: "EAAB" });
const account = { path: { waba_id: "102290129340398" } };
const flow = { path: { flow_id: "1066473801920415" } };

describe("createFlow", () => {
  const flows = "/{waba_id}/flows";
  const create = (body: Parameters<typeof client.POST<typeof flows>>[1]["body"]) =>
    client.POST(flows, { params: account, body });
  const tasting = { name: "Tasting", categories: ["OTHER" as const] };

  test("takes a name with categories, and what comes with a whole flow", () => {
    create({ name: "Tasting", categories: ["APPOINTMENT_BOOKING", "OTHER"] });
    const whole = { name: "Tasting", categories: ["SURVEY" as const], flow_json: '{"version":"7.2","screens":[]}' };
    create({ ...whole, publish: true, endpoint_uri: "https://flows.example/" });
    create({ name: "Copy", categories: ["OTHER"], clone_flow_id: "1066473801920415" });
  });

  test("refuses a flow", () => {
    // @ts-expect-error: with categories as text, which only forms take
    create({ name: "Tasting", categories: '["OTHER"]' });
    // @ts-expect-error: without a name
    create({ categories: ["OTHER"] });
    // @ts-expect-error: without categories
    create({ name: "Tasting" });
    // @ts-expect-error: with one category
    create({ name: "Tasting", category: "OTHER" });
    // @ts-expect-error: of an unknown category
    create({ name: "Tasting", categories: ["BOOKING"] });
    // @ts-expect-error: of a category in small letters
    create({ name: "Tasting", categories: ["OTHER", "other"] });
    // @ts-expect-error: with flow JSON that is no text
    create({ ...tasting, flow_json: { version: "7.2" } });
    // @ts-expect-error: with publish in a string
    create({ ...tasting, publish: "true" });
    // @ts-expect-error: with an id that is a number
    create({ ...tasting, clone_flow_id: 10664738019 });
  });

  test("answers the id and what is wrong with the flow", async () => {
    const created = unwrap(await client.POST(flows, { params: account, body: tasting }));
    expectTypeOf(created.id).toEqualTypeOf<string>();
    expectTypeOf(created.validation_errors?.[0]?.line_start).toEqualTypeOf<number | undefined>();
  });
});

describe("updateFlow", () => {
  const update = (body: Parameters<typeof client.POST<"/{flow_id}">>[1]["body"]) =>
    client.POST("/{flow_id}", { params: flow, body });

  test("takes any of name, categories, endpoint and app", () => {
    update({ name: "Tasting" });
    update({ categories: ["SIGN_UP"], application_id: "670843887433847" });
    update({ endpoint_uri: "https://flows.example/" });
  });

  test("refuses values of other calls, unknown ones and none", () => {
    // @ts-expect-error: categories as text, which only forms take
    update({ categories: '["SIGN_UP"]' });
    // @ts-expect-error: a status
    update({ status: "PUBLISHED" });
    // @ts-expect-error: flow JSON
    update({ flow_json: "{}" });
    // @ts-expect-error: an unknown category
    update({ categories: ["TASTING"] });
    // @ts-expect-error: no body
    client.POST("/{flow_id}", { params: flow });
  });
});

describe("publishFlow and deprecateFlow", () => {
  test("are POST without a body", () => {
    client.POST("/{flow_id}/publish", { params: flow });
    client.POST("/{flow_id}/deprecate", { params: flow });
  });

  test("are neither GET nor DELETE", () => {
    // @ts-expect-error: GET
    client.GET("/{flow_id}/publish", { params: flow });
    // @ts-expect-error: DELETE
    client.DELETE("/{flow_id}/publish", { params: flow });
    // @ts-expect-error: GET
    client.GET("/{flow_id}/deprecate", { params: flow });
  });

  test("take no body, and no account", () => {
    // @ts-expect-error: an empty body
    client.POST("/{flow_id}/publish", { params: flow, body: {} });
    // @ts-expect-error: a status
    client.POST("/{flow_id}/deprecate", { params: flow, body: { status: "DEPRECATED" } });
    // @ts-expect-error: an account
    client.POST("/{flow_id}/publish", { params: account });
  });
});

describe("uploadFlowAsset", () => {
  const edge = "/{flow_id}/assets";
  const upload = (body: Parameters<typeof client.POST<typeof edge>>[1]["body"]) =>
    client.POST(edge, { params: flow, body });
  const file = new Blob(["{}"]);

  test("takes a file that is the flow JSON", () => {
    upload({ file, name: "flow.json", asset_type: "FLOW_JSON" });
  });

  test("refuses files other than the flow JSON", () => {
    // @ts-expect-error: text in place of the file
    upload({ file: "{}", name: "flow.json", asset_type: "FLOW_JSON" });
    // @ts-expect-error: another name
    upload({ file, name: "tasting.json", asset_type: "FLOW_JSON" });
    // @ts-expect-error: another type
    upload({ file, name: "flow.json", asset_type: "IMAGE" });
    // @ts-expect-error: no type
    upload({ file, name: "flow.json" });
    // @ts-expect-error: no file
    upload({ name: "flow.json", asset_type: "FLOW_JSON" });
  });
});

describe("migrateFlows", () => {
  const edge = "/{waba_id}/migrate_flows";
  const migrate = (body: Parameters<typeof client.POST<typeof edge>>[1]["body"]) =>
    client.POST(edge, { params: account, body });

  test("takes the account that the flows come from, and their names", async () => {
    const body = { source_waba_id: "104996122399160", source_flow_names: ["Tasting"] };
    const migration = unwrap(await client.POST(edge, { params: account, body }));
    expectTypeOf(migration.failed_flows?.[0]?.error_message).toEqualTypeOf<string | undefined>();
  });

  test("refuses anything but an account and names", () => {
    // @ts-expect-error: no account
    migrate({ source_flow_names: ["Tasting"] });
    // @ts-expect-error: an account that is a number
    migrate({ source_waba_id: 104996122399160 });
    // @ts-expect-error: ids in place of names
    migrate({ source_waba_id: "104996122399160", source_flow_ids: ["10664738019"] });
  });
});

describe("getFlow", () => {
  test("takes fields with parameters and braces", async () => {
    const preview = field("preview", { invalidate: false });
    const query = { fields: ["name", preview, "health_status{can_send_message}"] } as const;
    expectTypeOf(unwrap(await client.GET("/{flow_id}", { params: { ...flow, query } }))).toEqualTypeOf<{
      id: string;
      name?: string;
      preview?: { preview_url?: string; expires_at?: string };
      health_status?: { can_send_message?: "AVAILABLE" | "BLOCKED" | "LIMITED" | (string & {}) };
    }>();
  });

  test("refuses unknown fields and parameters", () => {
    // @ts-expect-error: an unknown field
    client.GET("/{flow_id}", { params: { ...flow, query: { fields: ["title"] } } });
    // @ts-expect-error: parameters where there are none
    client.GET("/{flow_id}", { params: { ...flow, query: { fields: [field("name", { invalidate: false })] } } });
    // @ts-expect-error: an unknown field in braces
    client.GET("/{flow_id}", { params: { ...flow, query: { fields: ["preview{url}"] } } });
    // @ts-expect-error: the dead date format
    client.GET("/{flow_id}", { params: { ...flow, query: { date_format: "U" } } });
  });
});

test("flows are listed for an account, and deleted by their id", () => {
  client.GET("/{waba_id}/flows", { params: { ...account, query: { fields: ["status"], limit: 10 } } });
  client.DELETE("/{flow_id}", { params: flow });
  // @ts-expect-error: deleted for an account
  client.DELETE("/{waba_id}/flows", { params: account });
  // @ts-expect-error: listed for a flow
  client.GET("/{waba_id}/flows", { params: flow });
});
