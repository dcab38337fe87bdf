import { beforeEach, describe, expect, it } from "vitest";
import { refusal, shareSandbox } from "./sandbox.test-support.ts";

const account = "/102290129340398/message_templates";
const example = "1689556908129832";
const body = {
  name: "order_left",
  language: "en_US",
  category: "UTILITY",
  components: [{ type: "BODY", text: "Your order has left." }],
};

let now: number;
beforeEach(() => {
  now = Date.UTC(2026, 10, 20);
});
const { call } = await shareSandbox({ now: () => now });

async function create(own: object = {}) {
  const answer = await call("POST", account, { body: { ...body, ...own } });
  return String(answer.body["id"]);
}

async function send(name: string, code = "en_US") {
  const template = { name, language: { code } };
  return call("POST", "/108110225544001/messages", {
    body: { messaging_product: "whatsapp", to: "+15550123456", type: "template", template },
  });
}

const namesIn = async (query = "") => {
  const { data } = (await call("GET", `${account}${query}`)).body;
  return (data as { name: string }[]).map(({ name }) => name);
};

describe("rejected is", () => {
  it("a second template of one name in one language", async () => {
    await create();
    const answer = await call("POST", account, { body });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 2_388_024 } } });
    expect(await namesIn()).toEqual(["order_left"]);
  });

  it("a message with a template that is not approved yet, or not in this language", async () => {
    await create();
    expect(await send("order_left")).toMatchObject(refusal(404, 132_001));
    now += 1000;
    expect(await send("order_left", "de")).toMatchObject(refusal(404, 132_001));
  });

  it.each([
    ["?name=other", "object 'other' does not exist"],
    ["?name=order_left&hsm_id=1", "object '1' does not exist"],
    ["?hsm_ids=%5B%22ID%22%2C%221%22%5D", "object '1' does not exist"],
    ["?hsm_id=ID", "The parameter name is required"],
    ["?name=order_left&hsm_ids=%5B%22ID%22%5D", "or else hsm_ids alone"],
  ])("the deletion of %s, which deletes nothing", async (query, message) => {
    const id = await create();
    expect(await call("DELETE", `${account}${query.replace("ID", id)}`)).toMatchObject(refusal(400, 100, message));
    expect(await namesIn()).toEqual(["order_left"]);
  });

  it("what is asked of a template that was deleted", async () => {
    const id = await create();
    await call("DELETE", `/${id}`);
    for (const method of ["GET", "DELETE"]) expect(await call(method, `/${id}`)).toMatchObject({ status: 400 });
    expect(await call("POST", `/${id}`, { body: { category: "UTILITY" } })).toMatchObject({ status: 400 });
  });
});

describe("a template", () => {
  it("waits for its review, and is approved a second later", async () => {
    const { body: created } = await call("POST", account, { body });
    expect(created).toEqual({ id: expect.stringMatching(/^\d+$/), status: "PENDING", category: "UTILITY" });
    now += 999;
    expect((await call("GET", `/${created["id"]}?fields=status`)).body["status"]).toBe("PENDING");
    now += 1;
    expect((await call("GET", `/${created["id"]}?fields=status`)).body["status"]).toBe("APPROVED");
    expect(await send("order_left")).toMatchObject({ status: 200 });
  });

  it("is read as it was created", async () => {
    const id = await create({ category: "utility", parameter_format: "named" });
    const { components, name, language } = body;
    const changed = { category: "UTILITY", parameter_format: "NAMED", status: "PENDING" };
    expect((await call("GET", `/${id}`)).body).toEqual({ id, name, language, components, ...changed });
  });

  it("taken from the library has no components", async () => {
    const id = await create({ components: undefined, library_template_name: "delivery_update_1" });
    expect((await call("GET", `/${id}`)).body).not.toHaveProperty("components");
    expect(await namesIn("?content=order")).toEqual([]);
  });

  it("is reviewed again when it is edited, and keeps its name", async () => {
    const id = await create();
    now += 1000;
    const components = [{ type: "BODY", text: "Your order is here." }];
    expect((await call("POST", `/${id}`, { body: { components, name: "other" } })).body).toEqual({ success: true });
    expect((await call("GET", `/${id}`)).body).toMatchObject({ name: "order_left", components, status: "PENDING" });
  });

  it("is deleted by its id, by its name in all languages, or by both in one", async () => {
    const ids = [
      await create(),
      await create({ language: "de" }),
      await create({ name: "other" }),
      await create({ name: "third" }),
    ];
    const left: unknown[] = [];
    for (const path of [`${account}?name=order_left&hsm_id=${ids[0]}`, `${account}?name=order_left`, `/${ids[2]}`]) {
      expect((await call("DELETE", path)).body).toEqual({ success: true });
      left.push(await namesIn());
    }
    expect(left).toEqual([["order_left", "other", "third"], ["other", "third"], ["third"]]);
    await call("DELETE", `${account}?hsm_ids=${encodeURIComponent(JSON.stringify([ids[3]]))}`);
    expect(await namesIn()).toEqual([]);
  });
});

it.each([
  ["?name=order_left", ["order_left"]],
  ["?content=left", ["order_left"]],
  ["?name_or_content=tasting", ["autumn_tasting"]],
  ["?status=%5B%22APPROVED%22%5D", ["order_left"]],
  ["?category=%5B%22MARKETING%22%5D", ["autumn_tasting"]],
  ["?language=%5B%22de%22,%22en_US%22%5D", ["order_left", "autumn_tasting"]],
  ["?language=%5B%22de%22%5D&status=%5B%22APPROVED%22%5D", []],
])("a list with %s holds what was created and fits", async (query, names) => {
  await create();
  now += 1000;
  const components = [{ type: "BODY", text: "The new roasts are here." }];
  await create({ name: "autumn_tasting", language: "de", category: "MARKETING", components });
  expect(await namesIn(query)).toEqual(names);
});

describe("while no template was created in an account", () => {
  it("responses are those in the documents", async () => {
    expect(await namesIn()).toEqual(["delivery_on_its_way", "login_code"]);
    expect((await call("DELETE", `${account}?name=delivery_on_its_way`)).body).toEqual({ success: true });
    expect((await call("GET", `/${example}?fields=status`)).body["status"]).toBe("APPROVED");
    expect((await call("POST", `/${example}`, { body: { category: "UTILITY" } })).body).toEqual({ success: true });
    expect((await call("DELETE", `/${example}`)).body).toEqual({ success: true });
    expect(await send("delivery_on_its_way")).toMatchObject({ status: 200 });
  });

  it("templates in other accounts do not show in it", async () => {
    await create();
    const { data } = (await call("GET", "/104996122399160/message_templates")).body;
    expect(data).toHaveLength(2);
  });
});
