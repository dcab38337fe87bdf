import { describe, expect, it } from "vitest";
import { refusal, shareSandbox } from "../../sandbox.test-support.ts";

const { call, sandbox } = await shareSandbox({ now: () => Date.UTC(2026, 10, 20) });
const account = "/102290129340398";
const other = "/104996122399160";
const approved = "1689556908129832";
const paused = "1689556908129834";
const day = 24 * 60 * 60 * 1000;

const statusOf = async (id: string) => (await call("GET", `/${id}?fields=status`)).body["status"];
const events = () =>
  sandbox.webhooks.map(({ body }) => JSON.parse(body).entry[0].changes[0].value.event as string | undefined);

/** These calls know no version. */
async function archive(action: "archive" | "unarchive", hsm_ids: string[], from = account) {
  const headers = { Authorization: `Bearer ${sandbox.accessToken}`, "Content-Type": "application/json" };
  const body = JSON.stringify({ hsm_ids });
  const response = await fetch(`${sandbox.url}${from}/message_templates/${action}`, { method: "POST", headers, body });
  return response.json();
}

describe("archived", () => {
  it("are templates that are approved or rejected, and the others say why not", async () => {
    const rejected = "1689556908129833";
    await sandbox.templates.reject(rejected);
    expect(await archive("archive", [approved, paused, rejected, "1"])).toEqual({
      archived_templates: [approved, rejected],
      failed_templates: {
        [paused]: "It is PAUSED, only approved or rejected ones are archived",
        "1": "The account has no such template",
      },
    });
    expect(await archive("archive", [approved], other)).toMatchObject({ archived_templates: [] });
    expect([await statusOf(approved), await statusOf(paused)]).toEqual(["ARCHIVED", "PAUSED"]);
    expect(await archive("unarchive", [approved, paused, rejected])).toEqual({
      unarchived_templates: [approved, rejected],
      failed_templates: { [paused]: "It is PAUSED, not ARCHIVED" },
    });
    expect([await statusOf(approved), await statusOf(rejected)]).toEqual(["APPROVED", "REJECTED"]);
    await sandbox.settled();
    expect(events()).toEqual(["REJECTED", "ARCHIVED", "ARCHIVED", "UNARCHIVED", "UNARCHIVED"]);
  });

  it("for 28 days, a template is deleted, unless it is back", async () => {
    await archive("archive", [approved, "1689556908129833"]);
    await archive("unarchive", ["1689556908129833"]);
    sandbox.clock.advance(28 * day - 1);
    expect(await statusOf(approved)).toBe("ARCHIVED");
    sandbox.clock.advance(1);
    expect(await call("GET", `/${approved}`)).toMatchObject(refusal(400, 100));
    expect(await statusOf("1689556908129833")).toBe("APPROVED");
    expect(events().at(-1)).toBe("DELETED");
  });
});

describe("copied to another account", () => {
  const migrate = async (body: object, to = other) =>
    (await call("POST", `${to}/migrate_message_templates`, { body })).body;
  const source_waba_id = "102290129340398";

  it("are all that are approved and liked, once", async () => {
    await sandbox.templates.setQuality("1689556908129833", "YELLOW");
    const { migrated_templates: first } = await migrate({ source_waba_id, count: 2 });
    expect(first).toHaveLength(2);
    const { data } = (await call("GET", `${other}/message_templates`)).body;
    expect(data).toMatchObject([
      { name: "delivery_on_its_way", status: "APPROVED" },
      { name: "hello_world", status: "APPROVED" },
    ]);
    const { failed_templates: failed } = await migrate({ source_waba_id, count: 1 });
    expect(failed).toEqual({ [approved]: "The account has delivery_on_its_way in en_GB" });
    expect(await migrate({ source_waba_id, page_number: 1 })).toEqual({ migrated_templates: [], failed_templates: {} });
  });

  it("are those that are named, and the others say why not", async () => {
    await sandbox.templates.setQuality("1689556908129833", "YELLOW");
    const template_ids = [approved, paused, "1689556908129833", "1"];
    expect(await migrate({ source_waba_id, template_ids })).toEqual({
      migrated_templates: [expect.stringMatching(/^\d+$/)],
      failed_templates: {
        [paused]: "It is PAUSED, only approved ones are copied",
        "1689556908129833": "Its quality is YELLOW",
        "1": "The account has no such template",
      },
    });
  });

  it("is nothing from an account that is not there", async () => {
    const body = { source_waba_id: "1" };
    expect(await call("POST", `${other}/migrate_message_templates`, { body })).toMatchObject(refusal(400, 100, "'1'"));
  });
});

describe("in many languages", () => {
  const body = {
    name: "login_code",
    languages: ["en_GB", "de"],
    category: "AUTHENTICATION",
    components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
  };
  const upsert = async (own: object = {}) =>
    call("POST", `${account}/upsert_message_templates`, { body: { ...body, ...own } });

  it("a template is changed where it is, created where it is not, and left where nothing changes", async () => {
    const created = (await upsert()).body["data"] as { id: string }[];
    expect(created).toEqual([
      { id: "1689556908129833", language: "en_GB", status: "PENDING" },
      { id: expect.stringMatching(/^\d+$/), language: "de", status: "PENDING" },
    ]);
    const { components } = (await call("GET", `/${created[1]?.id}`)).body;
    expect(components).toMatchObject([{ text: "Dein Bestätigungscode lautet *{{1}}*." }, { type: "BUTTONS" }]);
    sandbox.clock.advance(1000);
    const ids = created.map(({ id }) => id);
    expect((await upsert()).body["data"]).toMatchObject(ids.map((id) => ({ id, status: "APPROVED" })));
  });

  it("all or nothing is changed", async () => {
    await upsert();
    expect(await upsert({ languages: ["en_GB", "fr"], components: [{ type: "BODY" }] })).toMatchObject(
      refusal(400, 100),
    );
    sandbox.clock.advance(2 * day); // an edit is possible again
    const components = [{ type: "BODY", add_security_recommendation: true }];
    expect(await upsert({ languages: ["en_GB", "de", "english"], components })).toMatchObject(refusal(400, 100));
    const { data } = (await call("GET", `${account}/message_templates?name=login_code`)).body;
    expect(data).not.toContainEqual(expect.objectContaining({ status: "PENDING" }));
    expect((data as { language: string }[]).map(({ language }) => language)).toEqual(["en_GB", "de"]);
  });

  it("no template of another category is changed", async () => {
    expect(await upsert({ name: "hello_world", languages: ["en_US"] })).toMatchObject(refusal(400, 100));
  });
});

describe("compared", () => {
  const compare = (query: object, id = "1689556908129837") => {
    const now = Math.floor(sandbox.clock.now() / 1000);
    const span = {
      template_ids: JSON.stringify([approved]),
      start: String(now - 7 * 86_400),
      end: String(now),
      ...query,
    };
    return call("GET", `/${id}/compare?${new URLSearchParams(span)}`);
  };

  it("are how often each was sent in the span", async () => {
    const hello = (await call("GET", `${account}/message_templates?name=hello_world`)).body["data"] as { id: string }[];
    const template = { name: "hello_world", language: { code: "en_US" } };
    const message = { messaging_product: "whatsapp", to: "+15550123456", type: "template", template };
    const send = () => call("POST", "/108110225544001/messages", { body: message });
    await send();
    sandbox.clock.advance(8 * day);
    await send();
    await send();
    const key = hello[0]?.id ?? "";
    expect((await compare({}, key)).body["data"]).toMatchObject([
      { metric: "BLOCK_RATE", order_by_relative_metric: [key, approved] },
      {
        metric: "MESSAGE_SENDS",
        number_values: [
          { key, value: 2 },
          { key: approved, value: 0 },
        ],
      },
      { metric: "TOP_BLOCK_REASON" },
    ]);
  });

  it.each([
    ["an unknown template", { template_ids: '["1"]' }, "'1'"],
    ["another span", { start: "1" }, "exactly 7, 30, 60, 90 days"],
    ["a span that is over", { start: "0", end: String(7 * 86_400) }, "must be now"],
  ])("is not %s", async (_, query, message) => {
    expect(await compare(query)).toMatchObject(refusal(400, 100, message));
  });

  it("are not templates of two accounts", async () => {
    const components = [{ type: "BODY", text: "Your order has left." }];
    const body = { name: "order_left", language: "en_US", category: "UTILITY", components };
    const { id } = (await call("POST", `${other}/message_templates`, { body })).body;
    expect(await compare({}, String(id))).toMatchObject(refusal(400, 100, "one account"));
  });
});
