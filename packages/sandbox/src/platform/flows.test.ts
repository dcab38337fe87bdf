import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox();
const account = "/102290129340398";
const published = "/1321230011223344"; // of the seed
const draft = "/1321230011223345";
const button = { type: "Footer", label: "Close", "on-click-action": { name: "complete", payload: {} } };
const layout = { type: "SingleColumnLayout", children: [button] };
const json = (version = "7.3", more: object = {}) =>
  JSON.stringify({ version, ...more, screens: [{ id: "VISIT", title: "Visit", terminal: true, layout }] }, null, 2);

async function addFlow(more: object = {}) {
  const body = { name: "seat_booking", categories: ["APPOINTMENT_BOOKING"], ...more };
  const answer = (await call("POST", `${account}/flows`, { body })).body;
  return { answer, path: `/${String(answer["id"])}` };
}

async function upload(flow: string, text: string) {
  const form = new FormData();
  form.append("file", new Blob([text], { type: "application/json" }), "flow.json");
  form.append("name", "flow.json");
  form.append("asset_type", "FLOW_JSON");
  const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
  const response = await fetch(`${sandbox.url}/v25.0${flow}/assets`, { method: "POST", body: form, headers });
  return (await response.json()) as Record<string, unknown>;
}

async function download(flow: string) {
  const [asset] = (await call("GET", `${flow}/assets`)).body["data"] as { download_url: string }[];
  if (!asset) return undefined;
  const response = await fetch(asset.download_url, { headers: { Authorization: `Bearer ${sandbox.accessToken}` } });
  return response.text();
}

const read = async (flow: string, fields = "name,status,categories,validation_errors,json_version") =>
  (await call("GET", `${flow}?fields=${fields}`)).body;
const failure = (code: number) => ({ status: 400, body: { error: { code } } });
const unknown = { status: 400, body: { error: { code: 100, error_subcode: 33 } } };

describe("a flow", () => {
  test("is made, listed, read, changed, deleted and gone", async () => {
    const others = (await call("GET", `${account}/flows`)).body["data"];
    const { path } = await addFlow();
    expect(await read(path)).toMatchObject({ name: "seat_booking", status: "DRAFT", validation_errors: [] });
    const listed = (await call("GET", `${account}/flows`)).body["data"] as { id: string }[];
    expect(listed.map(({ id }) => id)).toContain(path.slice(1));
    await call("POST", path, { body: { name: "table_booking", categories: ["OTHER"] } });
    expect(await read(path)).toMatchObject({ name: "table_booking", categories: ["OTHER"] });
    expect((await call("DELETE", path)).body).toEqual({ success: true });
    expect(await call("GET", path)).toMatchObject(unknown);
    expect(await call("GET", `${path}/assets`)).toMatchObject(unknown);
    expect((await call("GET", `${account}/flows`)).body["data"]).toEqual(others);
  });

  test("is published once, then deprecated once", async () => {
    const { path } = await addFlow({ flow_json: json() });
    expect(await call("POST", `${path}/deprecate`)).toMatchObject(failure(139003));
    await call("POST", `${path}/publish`);
    expect(await read(path)).toMatchObject({ status: "PUBLISHED" });
    expect(await call("POST", `${path}/publish`)).toMatchObject(failure(139002));
    await call("POST", `${path}/deprecate`);
    expect(await read(path)).toMatchObject({ status: "DEPRECATED" });
    expect(await call("POST", `${path}/deprecate`)).toMatchObject(failure(139003));
    expect(await call("POST", path, { body: { name: "late" } })).toMatchObject(failure(139001));
    expect(await upload(path, json())).toMatchObject({ error: { code: 139001 } });
  });

  test("that is published or deprecated cannot be deleted", async () => {
    expect(await call("DELETE", published)).toMatchObject(failure(139004));
    await call("POST", `${published}/deprecate`);
    expect(await call("DELETE", published)).toMatchObject(failure(139004));
    expect(await read(published)).toMatchObject({ status: "DEPRECATED" });
  });

  test("with validation errors cannot be published until its flow JSON is replaced", async () => {
    expect(await call("POST", `${draft}/publish`)).toMatchObject(failure(139002));
    expect(await upload(draft, json())).toEqual({ success: true, validation_errors: [] });
    expect((await call("POST", `${draft}/publish`)).status).toBe(200);
  });

  test("can be published as it is made, if its flow JSON has no errors", async () => {
    const good = await addFlow({ flow_json: json(), publish: true });
    expect(await read(good.path)).toMatchObject({ status: "PUBLISHED", json_version: "7.3" });
    const bad = await addFlow({ name: "broken", flow_json: "{", publish: true });
    expect(bad.answer).toMatchObject({ validation_errors: [{ error: "INVALID_FLOW_JSON" }] });
    expect(await read(bad.path)).toMatchObject({ status: "DRAFT" });
  });

  test("has a name that no other flow of the account has", async () => {
    const { path } = await addFlow();
    expect((await addFlow()).answer).toMatchObject({ error: { code: 100 } });
    const other = await addFlow({ name: "table_booking" });
    expect(await call("POST", other.path, { body: { name: "seat_booking" } })).toMatchObject(failure(100));
    expect((await call("POST", path, { body: { name: "seat_booking" } })).body).toEqual({ success: true });
  });

  test("is cloned with its flow JSON; what does not exist cannot be", async () => {
    const { path } = await addFlow({ flow_json: json("7.1") });
    const copy = await addFlow({ name: "copy", clone_flow_id: path.slice(1) });
    expect(await download(copy.path)).toBe(json("7.1"));
    expect((await addFlow({ clone_flow_id: "1321230011223399" })).answer).toMatchObject({ error: { code: 100 } });
  });
});

test("flows are migrated to another account, unless it has one of that name", async () => {
  const { path } = await addFlow({ flow_json: json() });
  const target = "/104996122399160";
  const migrate = async () => {
    const body = { source_waba_id: account.slice(1), source_flow_names: ["seat_booking", "none"] };
    return (await call("POST", `${target}/migrate_flows`, { body })).body;
  };
  const { migrated_flows: migrated, failed_flows: failed } = await migrate();
  expect(migrated).toMatchObject([{ source_name: "seat_booking", source_id: path.slice(1) }]);
  expect(failed).toMatchObject([{ source_name: "none" }]);
  const listed = (await call("GET", `${target}/flows`)).body["data"] as { id: string }[];
  expect(listed).toMatchObject([{ name: "seat_booking", status: "DRAFT" }]);
  expect(await download(`/${listed[0]?.id}`)).toBe(json());
  expect(await migrate()).toMatchObject({ migrated_flows: [], failed_flows: [{ source_name: "seat_booking" }, {}] });
});

describe("flow JSON", () => {
  test("is uploaded and downloaded as it was, and makes a published flow a draft", async () => {
    expect(await download(published)).toBeUndefined();
    const text = `{ "version": "7.3", "screens": [], "title": "Zürich ☕" }`;
    await upload(published, text);
    expect(await download(published)).toBe(text);
    expect(await read(published)).toMatchObject({ status: "DRAFT", json_version: "7.3" });
  });

  test("with mistakes is stored with errors as the platform prints them, and not published", async () => {
    const { path } = await addFlow();
    const text = json().replace('"label": "Close"', '"label": 12, "colour": "red"');
    const { success, validation_errors: errors } = await upload(path, text);
    const place = { line_start: 13, line_end: 13 };
    const wrong = { ...place, column_start: 22, column_end: 24 };
    const strange = { ...place, column_start: 26, column_end: 34 };
    expect({ success, errors }).toEqual({
      success: true,
      errors: [
        {
          error: "INVALID_PROPERTY_TYPE",
          error_type: "FLOW_JSON_ERROR",
          message: "It must be a string, not a number",
          ...wrong,
          pointers: [{ ...wrong, path: "screens[0].layout.children[0].label" }],
        },
        {
          error: "INVALID_PROPERTY_KEY",
          error_type: "FLOW_JSON_ERROR",
          message: '"colour" is not known here',
          ...strange,
          pointers: [{ ...strange, path: "screens[0].layout.children[0].colour" }],
        },
      ],
    });
    expect((await read(path))["validation_errors"]).toEqual(errors);
    expect(await call("POST", `${path}/publish`)).toMatchObject(failure(139002));
  });

  test("of a frozen version is not published", async () => {
    const { answer } = await addFlow({ flow_json: json("4.0"), publish: true });
    expect(answer).toMatchObject({ validation_errors: [{ error: "INVALID_FLOW_JSON_VERSION_STATE" }] });
  });

  test.each(["", "no JSON", "12", "[".repeat(10_000)])(
    "that is no JSON object is kept with an error: %#",
    async (text) => {
      const { validation_errors: errors } = await upload(draft, text);
      expect(errors).toMatchObject([{ error: "INVALID_FLOW_JSON" }]);
      expect((await read(draft))["validation_errors"]).toEqual(errors);
    },
  );
});

test.each(["publish", "deprecate"])("%s refuses unknown flows", async (edge) => {
  expect(await call("POST", `/1321230011223399/${edge}`)).toMatchObject(unknown);
});
