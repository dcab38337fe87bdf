import { field, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createFlowsClient } from "./index.ts";

const client = createFlowsClient({ auth: "EAAB" });
const account = { path: { waba_id: "102290129340398" } };
const flow = { path: { flow_id: "1066473801920415" } };

describe("createFlow", () => {
  const flows = "/{waba_id}/flows";

  test("takes a name with categories, and what comes with a whole flow", () => {
    client.POST(flows, { params: account, body: { name: "Tasting", categories: ["APPOINTMENT_BOOKING", "OTHER"] } });
    const whole = { name: "Tasting", categories: ["SURVEY" as const], flow_json: '{"version":"7.2","screens":[]}' };
    client.POST(flows, { params: account, body: { ...whole, publish: true, endpoint_uri: "https://flows.example/" } });
    client.POST(flows, {
      params: account,
      body: { name: "Copy", categories: ["OTHER"], clone_flow_id: "1066473801920415" },
    });
  });

  test("refuses categories as text, which only forms take", () => {
    // @ts-expect-error
    client.POST(flows, { params: account, body: { name: "Tasting", categories: '["OTHER"]' } });
  });

  test("refuses no name, and no categories", () => {
    // @ts-expect-error
    client.POST(flows, { params: account, body: { categories: ["OTHER"] } });
    // @ts-expect-error
    client.POST(flows, { params: account, body: { name: "Tasting" } });
    // @ts-expect-error
    client.POST(flows, { params: account, body: { name: "Tasting", category: "OTHER" } });
  });

  test("refuses an unknown category", () => {
    // @ts-expect-error
    client.POST(flows, { params: account, body: { name: "Tasting", categories: ["BOOKING"] } });
    // @ts-expect-error
    client.POST(flows, { params: account, body: { name: "Tasting", categories: ["OTHER", "other"] } });
  });

  test("refuses flow JSON that is no text, publish in a string, and an id that is a number", () => {
    client.POST(flows, {
      params: account,
      // @ts-expect-error
      body: { name: "Tasting", categories: ["OTHER"], flow_json: { version: "7.2" } },
    });
    // @ts-expect-error
    client.POST(flows, { params: account, body: { name: "Tasting", categories: ["OTHER"], publish: "true" } });
    client.POST(flows, {
      params: account,
      // @ts-expect-error
      body: { name: "Tasting", categories: ["OTHER"], clone_flow_id: 10664738019 },
    });
  });

  test("answers the id and what is wrong with the flow", async () => {
    const body = { name: "Tasting", categories: ["OTHER" as const] };
    const created = unwrap(await client.POST(flows, { params: account, body }));
    expectTypeOf(created.id).toEqualTypeOf<string>();
    expectTypeOf(created.validation_errors?.[0]?.line_start).toEqualTypeOf<number | undefined>();
  });
});

describe("updateFlow", () => {
  test("takes any of name, categories, endpoint and app", () => {
    client.POST("/{flow_id}", { params: flow, body: { name: "Tasting" } });
    client.POST("/{flow_id}", { params: flow, body: { categories: ["SIGN_UP"], application_id: "670843887433847" } });
    client.POST("/{flow_id}", { params: flow, body: { endpoint_uri: "https://flows.example/" } });
  });

  test("refuses categories as text, which only forms take", () => {
    // @ts-expect-error
    client.POST("/{flow_id}", { params: flow, body: { categories: '["SIGN_UP"]' } });
  });

  test("refuses a status, flow JSON, unknown categories, and no body", () => {
    // @ts-expect-error
    client.POST("/{flow_id}", { params: flow, body: { status: "PUBLISHED" } });
    // @ts-expect-error
    client.POST("/{flow_id}", { params: flow, body: { flow_json: "{}" } });
    // @ts-expect-error
    client.POST("/{flow_id}", { params: flow, body: { categories: ["TASTING"] } });
    // @ts-expect-error
    client.POST("/{flow_id}", { params: flow });
  });
});

describe("publishFlow and deprecateFlow", () => {
  test("are POST without a body", () => {
    client.POST("/{flow_id}/publish", { params: flow });
    client.POST("/{flow_id}/deprecate", { params: flow });
  });

  test("are neither GET nor DELETE", () => {
    // @ts-expect-error
    client.GET("/{flow_id}/publish", { params: flow });
    // @ts-expect-error
    client.DELETE("/{flow_id}/publish", { params: flow });
    // @ts-expect-error
    client.GET("/{flow_id}/deprecate", { params: flow });
  });

  test("take no body, and no account", () => {
    // @ts-expect-error
    client.POST("/{flow_id}/publish", { params: flow, body: {} });
    // @ts-expect-error
    client.POST("/{flow_id}/deprecate", { params: flow, body: { status: "DEPRECATED" } });
    // @ts-expect-error
    client.POST("/{flow_id}/publish", { params: account });
  });
});

describe("uploadFlowAsset", () => {
  const edge = "/{flow_id}/assets";

  test("takes a file that is the flow JSON", () => {
    client.POST(edge, { params: flow, body: { file: new Blob(["{}"]), name: "flow.json", asset_type: "FLOW_JSON" } });
  });

  test("refuses text in place of the file, other names, other types, and any of them missing", () => {
    // @ts-expect-error
    client.POST(edge, { params: flow, body: { file: "{}", name: "flow.json", asset_type: "FLOW_JSON" } });
    // @ts-expect-error
    client.POST(edge, { params: flow, body: { file: new Blob(), name: "tasting.json", asset_type: "FLOW_JSON" } });
    // @ts-expect-error
    client.POST(edge, { params: flow, body: { file: new Blob(), name: "flow.json", asset_type: "IMAGE" } });
    // @ts-expect-error
    client.POST(edge, { params: flow, body: { file: new Blob(), name: "flow.json" } });
    // @ts-expect-error
    client.POST(edge, { params: flow, body: { name: "flow.json", asset_type: "FLOW_JSON" } });
  });
});

describe("migrateFlows", () => {
  const edge = "/{waba_id}/migrate_flows";

  test("takes the account that the flows come from, and their names", async () => {
    const body = { source_waba_id: "104996122399160", source_flow_names: ["Tasting"] };
    const migration = unwrap(await client.POST(edge, { params: account, body }));
    expectTypeOf(migration.failed_flows?.[0]?.error_message).toEqualTypeOf<string | undefined>();
  });

  test("refuses no account, a number, and ids in place of names", () => {
    // @ts-expect-error
    client.POST(edge, { params: account, body: { source_flow_names: ["Tasting"] } });
    // @ts-expect-error
    client.POST(edge, { params: account, body: { source_waba_id: 104996122399160 } });
    client.POST(edge, {
      params: account,
      // @ts-expect-error
      body: { source_waba_id: "104996122399160", source_flow_ids: ["10664738019"] },
    });
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

  test("refuses unknown fields, also in braces, parameters where there are none, and the dead date format", () => {
    // @ts-expect-error
    client.GET("/{flow_id}", { params: { ...flow, query: { fields: ["title"] } } });
    // @ts-expect-error
    client.GET("/{flow_id}", { params: { ...flow, query: { fields: [field("name", { invalidate: false })] } } });
    // @ts-expect-error
    client.GET("/{flow_id}", { params: { ...flow, query: { fields: ["preview{url}"] } } });
    // @ts-expect-error
    client.GET("/{flow_id}", { params: { ...flow, query: { date_format: "U" } } });
  });
});

test("flows are listed for an account, and deleted by their id", () => {
  client.GET("/{waba_id}/flows", { params: { ...account, query: { fields: ["status"], limit: 10 } } });
  client.DELETE("/{flow_id}", { params: flow });
  // @ts-expect-error
  client.DELETE("/{waba_id}/flows", { params: account });
  // @ts-expect-error
  client.GET("/{waba_id}/flows", { params: flow });
});
