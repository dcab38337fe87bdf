import { describe, expect, it } from "vitest";
import { refusal, shareSandbox } from "../sandbox.test-support.ts";

const emptyAccount = "/104996122399160";
const account = `${emptyAccount}/message_templates`;
const seeded = "1689556908129832";
const day = 24 * 60 * 60 * 1000;
const body = {
  name: "order_left",
  language: "en_US",
  category: "UTILITY",
  components: [{ type: "BODY", text: "Your order has left." }],
};

const { call, sandbox } = await shareSandbox({ now: () => Date.UTC(2026, 10, 20) });

async function create(own: object = {}) {
  const answer = await call("POST", account, { body: { ...body, ...own } });
  return String(answer.body["id"]);
}

async function createApproved(own: object = {}) {
  const id = await create(own);
  sandbox.clock.advance(1000);
  return id;
}

const read = async (id: string, fields = "name,status") => (await call("GET", `/${id}?fields=${fields}`)).body;
const edit = (id: string, own: object) => call("POST", `/${id}`, { body: own });
const namesIn = async (query = "") => {
  const { data } = (await call("GET", `${account}${query}`)).body;
  return (data as { name: string }[]).map(({ name }) => name);
};
const unknown = { status: 400, body: { error: { code: 100, error_subcode: 33 } } };

describe("a new template", () => {
  it.each(["v23.0", "v25.0"])("is what was handed in, in %s", async (version) => {
    const created = await call("POST", account, { version, body: { ...body, category: "utility" } });
    expect(created.body).toEqual({ id: expect.stringMatching(/^\d+$/), status: "PENDING", category: "UTILITY" });
    const { name, language, components } = body;
    const defaults = { category: "UTILITY", parameter_format: "POSITIONAL", status: "PENDING", sub_category: "CUSTOM" };
    const { id } = created.body;
    expect((await call("GET", `/${String(id)}`, { version })).body).toEqual({
      id,
      name,
      language,
      components,
      ...defaults,
    });
    expect(await namesIn()).toEqual(["order_left"]);
  });

  it("shows further fields on request", async () => {
    const time = Math.floor(sandbox.clock.now() / 1000);
    const id = await create({ message_send_ttl_seconds: 600, cta_url_link_tracking_opted_out: true });
    const fields =
      "message_send_ttl_seconds,cta_url_link_tracking_opted_out,quality_score,rejected_reason,source,last_updated_time";
    expect(await read(id, fields)).toEqual({
      id,
      message_send_ttl_seconds: 600,
      cta_url_link_tracking_opted_out: true,
      quality_score: { score: "UNKNOWN", date: time },
      rejected_reason: "NONE",
      source: "MANUAL",
      last_updated_time: time,
    });
    expect(await read(id, "health_status")).toMatchObject({ health_status: { can_send_message: "BLOCKED" } });
    sandbox.clock.advance(1000);
    expect(await read(id, "health_status")).toMatchObject({ health_status: { can_send_message: "AVAILABLE" } });
  });

  it("is approved a second later, not earlier", async () => {
    const id = await create();
    sandbox.clock.advance(999);
    expect(await read(id)).toMatchObject({ status: "PENDING" });
    sandbox.clock.advance(1);
    expect(await read(id)).toMatchObject({ status: "APPROVED" });
  });

  it("for codes has the texts of the platform in its language, and its button leads to an address", async () => {
    const components = [
      { type: "body", add_security_recommendation: true },
      { type: "footer", code_expiration_minutes: 5 },
      { type: "buttons", buttons: [{ type: "otp", otp_type: "copy_code" }] },
    ];
    const id = await create({ category: "AUTHENTICATION", language: "de", components });
    const address = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp";
    expect((await call("GET", `/${id}`)).body["components"]).toEqual([
      {
        type: "BODY",
        text: "Dein Bestätigungscode lautet *{{1}}*. Gib ihn zu deiner Sicherheit nicht weiter.",
        add_security_recommendation: true,
        example: { body_text: [["123456"]] },
      },
      { type: "FOOTER", text: "Dieser Code gilt 5 Minuten.", code_expiration_minutes: 5 },
      {
        type: "BUTTONS",
        buttons: [{ type: "URL", text: "Code kopieren", url: `${address}{{1}}`, example: [`${address}123456`] }],
      },
    ]);
  });

  it("shows an address in place of the handle of a file, and a list of samples", async () => {
    const components = [
      { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::aW1hZ2U"] } },
      { type: "BODY", text: "The winter sale has begun." },
      { type: "BUTTONS", buttons: [{ type: "COPY_CODE", example: "WINTER25" }] },
    ];
    const id = await create({ category: "MARKETING", components });
    expect((await call("GET", `/${id}`)).body["components"]).toMatchObject([
      { example: { header_handle: [expect.stringMatching(/^https:\/\/scontent\.example\.com\/templates\/\w+$/)] } },
      {},
      { buttons: [{ type: "COPY_CODE", example: ["WINTER25"] }] },
    ]);
  });

  it("of the library has its texts and your addresses, and is approved at once", async () => {
    const url = {
      base_url: "https://harbourcoffee.example/{{1}}",
      url_suffix_example: "https://harbourcoffee.example/7",
    };
    const library = { library_template_name: "delivery_update_1", components: undefined };
    const inputs = { library_template_button_inputs: JSON.stringify([{ type: "URL", url }]) };
    const created = await call("POST", account, { body: { ...body, ...library, ...inputs } });
    expect(created.body).toMatchObject({ status: "APPROVED" });
    const id = String(created.body["id"]);
    expect(await read(id, "components,library_template_name")).toMatchObject({
      library_template_name: "delivery_update_1",
      components: [
        { type: "HEADER", text: "On its way" },
        { type: "BODY", example: { body_text: [["Amara", "HC-20931", "12 November 2026"]] } },
        { type: "BUTTONS", buttons: [{ type: "URL", url: url.base_url, example: [url.url_suffix_example] }] },
      ],
    });
    for (const wrong of [
      undefined,
      "{}",
      "[null]",
      '[{"type":"URL","url":"x"}]',
      '[{"type":"URL","url":{"base_url":7}}]',
    ]) {
      const own = { ...body, ...library, name: "other", library_template_button_inputs: wrong };
      expect(await call("POST", account, { body: own })).toMatchObject(refusal(400, 100));
    }
  });
});

describe("a name", () => {
  it("is taken in one language", async () => {
    await create();
    const taken = { status: 400, body: { error: { code: 100, error_subcode: 2_388_024 } } };
    expect(await call("POST", account, { body })).toMatchObject(taken);
    expect(await call("POST", account, { body: { ...body, language: "de" } })).toMatchObject({ status: 200 });
    expect(await namesIn()).toEqual(["order_left", "order_left"]);
  });

  it("of an approved template that was deleted is reserved for 30 days, in every language", async () => {
    await call("DELETE", `/${await createApproved()}`);
    const reserved = { status: 400, body: { error: { code: 100, error_subcode: 2_388_023 } } };
    for (const language of ["en_US", "de"])
      expect(await call("POST", account, { body: { ...body, language } })).toMatchObject(reserved);
    sandbox.clock.advance(30 * day);
    expect(await call("POST", account, { body })).toMatchObject({ status: 200 });
  });

  it("of one that was not approved is free at once", async () => {
    await call("DELETE", `/${await create()}`);
    expect(await call("POST", account, { body })).toMatchObject({ status: 200 });
  });
});

describe("an edit", () => {
  const components = [{ type: "BODY", text: "Your order is here." }];

  it("replaces all parts, keeps name and language, and is reviewed", async () => {
    const id = await createApproved();
    expect((await edit(id, { components, name: "other", language: "de" })).body).toEqual({ success: true });
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      name: "order_left",
      language: "en_US",
      components,
      status: "PENDING",
    });
    sandbox.clock.advance(1000);
    expect(await read(id)).toMatchObject({ status: "APPROVED" });
  });

  it("of an approved template is possible once a day and ten times in 30 days", async () => {
    const id = await createApproved();
    const statuses: number[] = [];
    for (let count = 0; count < 11; count++) {
      statuses.push((await edit(id, { components })).status);
      statuses.push((await edit(id, { components })).status); // PENDING
      sandbox.clock.advance(1000);
      statuses.push((await edit(id, { components })).status); // once a day
      sandbox.clock.advance(day);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.slice(0, 4)).toEqual([200, 400, 400, 200]);
    sandbox.clock.advance(30 * day);
    expect(await edit(id, { components })).toMatchObject({ status: 200 });
  });

  it("of a rejected or paused template is possible at any time, also of its category", async () => {
    const id = await createApproved();
    for (let count = 0; count < 3; count++) {
      await sandbox.templates.reject(id);
      expect(await edit(id, { components, category: count % 2 ? "UTILITY" : "MARKETING" })).toMatchObject({
        status: 200,
      });
      sandbox.clock.advance(1000);
    }
    expect(await read(id, "category")).toMatchObject({ category: "MARKETING" });
  });

  it.each([
    ["of a template under review", "PENDING", { components }, 2_388_039],
    ["of the category of an approved one", "APPROVED", { category: "MARKETING" }, 2_388_039],
    ["that makes a text template one for codes", "REJECTED", { category: "AUTHENTICATION" }, undefined],
    ["with a highest price, where there was none", "APPROVED", { optimization_spec: price(5) }, undefined],
    ["with parts that break a rule", "APPROVED", { components: [{ type: "FOOTER", text: "Bye" }] }, undefined],
    ["with a time to live that its category has not", "APPROVED", { message_send_ttl_seconds: 50_000 }, undefined],
  ])("%s is refused and changes nothing", async (_, status, own, subcode) => {
    const id = await create();
    if (status !== "PENDING") await sandbox.templates.approve(id);
    if (status === "REJECTED") await sandbox.templates.reject(id);
    const before = (await call("GET", `/${id}`)).body;
    const answer = await edit(id, own);
    expect(answer).toMatchObject(refusal(400, 100));
    expect((answer.body["error"] as Record<string, unknown>)["error_subcode"]).toBe(subcode);
    expect((await call("GET", `/${id}`)).body).toEqual(before);
  });

  it("of the highest price needs no review", async () => {
    const id = await createApproved({ category: "MARKETING", optimization_spec: price(5) });
    expect((await edit(id, { optimization_spec: price(6) })).body).toEqual({ success: true });
    expect(await read(id, "status,optimization_spec")).toEqual({ id, status: "APPROVED", optimization_spec: price(6) });
  });
});

function price(bid_amount: number) {
  return { bid_amount, bid_strategy: "LOWEST_COST_WITH_BID_CAP" };
}

describe("deleted is", () => {
  it("a template by its id, by its name in all languages, by both in one, or by ids", async () => {
    const ids = [
      await create(),
      await create({ language: "de" }),
      await create({ name: "other" }),
      await create({ name: "third" }),
    ];
    const left: unknown[] = [];
    for (const path of [
      `${account}?name=order_left&hsm_id=${ids[0]}`,
      `${account}?name=order_left`,
      `/${ids[2]}`,
      `${account}?hsm_ids=${encodeURIComponent(JSON.stringify([ids[3]]))}`,
    ]) {
      expect((await call("DELETE", path)).body).toEqual({ success: true });
      left.push(await namesIn());
    }
    expect(left).toEqual([["order_left", "other", "third"], ["other", "third"], ["third"], []]);
  });

  it("what then no call finds", async () => {
    const id = await create();
    await call("DELETE", `/${id}`);
    for (const method of ["GET", "DELETE"]) expect(await call(method, `/${id}`)).toMatchObject(unknown);
    expect(await edit(id, { category: "UTILITY" })).toMatchObject(unknown);
    expect(await call("POST", `/${id}/unpause`)).toMatchObject(unknown);
    sandbox.clock.advance(1000); // its review finds nothing
    expect(sandbox.webhooks.map(({ body: sent }) => sent).join()).not.toContain("APPROVED");
  });

  it.each([
    ["?name=other", 404, "no template 'other'"],
    ["?name=order_left&hsm_id=1", 404, "no template '1'"],
    ["?hsm_ids=%5B%22ID%22%2C%221%22%5D", 404, "no template '1'"],
    [`?hsm_ids=%5B%22${seeded}%22%5D`, 404, "no template"],
    ["?hsm_id=ID", 400, "The parameter name is required"],
    ["?name=order_left&hsm_ids=%5B%22ID%22%5D", 400, "or else hsm_ids alone"],
  ])("nothing by %s", async (query, status, message) => {
    const id = await create();
    expect(await call("DELETE", `${account}${query.replace("ID", id)}`)).toMatchObject(refusal(status, 100, message));
    expect(await namesIn()).toEqual(["order_left"]);
    expect(await read(seeded)).toMatchObject({ name: "delivery_on_its_way" });
  });

  it("no template that is disabled, nor one beside it", async () => {
    const ids = [await create(), await create({ name: "other" })];
    await sandbox.templates.disable(String(ids[1]));
    const query = `?hsm_ids=${encodeURIComponent(JSON.stringify(ids))}`;
    for (const path of [`${account}${query}`, `/${ids[1]}`])
      expect(await call("DELETE", path)).toMatchObject(refusal(400, 100));
    expect(await namesIn()).toEqual(["order_left", "other"]);
  });
});

describe("a list", () => {
  it.each([
    ["?name=order_left", ["order_left"]],
    ["?content=LEFT", ["order_left"]],
    ["?name_or_content=tasting", ["autumn_tasting"]],
    ["?name_or_content=roasts", ["autumn_tasting"]],
    ["?status=%5B%22APPROVED%22%5D", ["order_left"]],
    ["?category=%5B%22MARKETING%22%5D", ["autumn_tasting"]],
    ["?quality_score=%5B%22YELLOW%22%5D", ["order_left"]],
    ["?source=%5B%22MANUAL%22%5D", ["order_left", "autumn_tasting"]],
    ["?source=%5B%22AUTO_GENERATED%22%5D", []],
    ["?since=2020-01-01", ["order_left", "autumn_tasting"]],
    ["?since=never", []],
    ["?until=1577836800", []],
    ["?until=2100-01-01", ["order_left", "autumn_tasting"]],
    ["?language=%5B%22de%22,%22en_US%22%5D", ["order_left", "autumn_tasting"]],
    ["?language=%5B%22de%22%5D&status=%5B%22APPROVED%22%5D", []],
  ])("with %s holds what fits", async (query, names) => {
    await sandbox.templates.setQuality(await createApproved(), "YELLOW");
    const components = [{ type: "BODY", text: "The new roasts are here." }];
    await create({ name: "autumn_tasting", language: "de", category: "MARKETING", components });
    expect(await namesIn(query)).toEqual(names);
  });

  it("counts", async () => {
    await create();
    await create({ name: "other", language: "de" });
    const summary = "summary=total_count,message_template_count,message_template_limit,are_translations_complete";
    const query = `?name=other&limit=1&${summary}`;
    expect((await call("GET", `${account}${query}`)).body).toMatchObject({
      data: [{ name: "other" }],
      summary: {
        total_count: 1,
        message_template_count: 2,
        message_template_limit: 250,
        are_translations_complete: false,
      },
    });
    const verified = (await call("GET", "/102290129340398/message_templates?summary=message_template_limit")).body;
    expect(verified["summary"]).toEqual({ message_template_limit: 6000 });
  });

  it("holds 250 templates of an account that is not verified, and no more", async () => {
    for (let count = 0; count < 250; count++) await create({ name: `order_${count}` });
    const full = { status: 400, body: { error: { code: 100, error_subcode: 2_388_019 } } };
    expect(await call("POST", account, { body })).toMatchObject(full);
  });
});

describe("the library", () => {
  it.each([
    ["", ["delivery_update_1", "delivery_failed_2_form"]],
    ["?search=nobody", ["delivery_failed_2_form"]],
    ["?usecase=DELIVERY_UPDATE", ["delivery_update_1"]],
    ["?industry=E_COMMERCE&topic=ORDER_MANAGEMENT&language=en_US", ["delivery_update_1", "delivery_failed_2_form"]],
    ["?industry=FINANCIAL_SERVICES", []],
    ["?name=delivery_update_1&category=AUTHENTICATION", []],
  ])("with %s holds what fits", async (query, names) => {
    const { data } = (await call("GET", `/message_template_library${query}`)).body;
    expect((data as { name: string }[]).map(({ name }) => name)).toEqual(names);
  });
});

it("previews hold the texts of codes in the languages that were asked for", async () => {
  const query = "?category=AUTHENTICATION&button_types=%5B%22OTP%22%5D";
  const all = (await call("GET", `${emptyAccount}/message_template_previews${query}`)).body["data"] as object[];
  expect(all.length).toBeGreaterThan(5);
  const some = `${query}&languages=%5B%22es_ES%22%5D&add_security_recommendation=true&code_expiration_minutes=10`;
  expect((await call("GET", `${emptyAccount}/message_template_previews${some}`)).body["data"]).toEqual([
    {
      language: "es_ES",
      body: "Tu código de verificación es *{{1}}*. Por tu seguridad, no lo compartas.",
      footer: "Este código caduca en 10 minutos.",
      buttons: [{ text: "Copiar código", autofill_text: "Autocompletar" }],
    },
  ]);
});

it("a pause ends by a call, once", async () => {
  const id = await createApproved();
  await sandbox.templates.pause(id, { pacing: true });
  expect((await call("POST", `/${id}/unpause`)).body).toEqual({ success: true });
  expect(await read(id)).toMatchObject({ status: "APPROVED" });
  expect((await call("POST", `/${id}/unpause`)).body).toEqual({ success: false, reason: "The template is APPROVED" });
});
