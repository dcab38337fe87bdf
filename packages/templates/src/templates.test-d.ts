import { paginate, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createTemplatesClient, type Paths, type PathsByVersion } from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const list = "/{waba_id}/message_templates";
const node = "/{template_id}";
const account = { waba_id: "102290129340398" };
const template = { template_id: "1689556908129832" };

describe("listMessageTemplates", () => {
  test("takes several values of a filter", () => {
    client.GET(list, {
      params: { path: account, query: { status: ["APPROVED", "PAUSED"], category: ["UTILITY"], language: ["en_GB"] } },
    });
  });

  test("takes no value that is not in a list", () => {
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { status: "APPROVED" } } });
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { category: "UTILITY" } } });
  });

  test("is closed in filters, open in answers", async () => {
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { status: ["ACTIVE"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { quality_score: ["HIGH"] } } });
    const { data } = unwrap(await client.GET(list, { params: { path: account } }));
    expectTypeOf<"A_STATE_ADDED_LATER">().toExtend<NonNullable<(typeof data)[number]["status"]>>();
  });

  test("narrows each template to the selected fields", async () => {
    const query = { fields: ["name", "quality_score{score}"] } as const;
    const templates = await paginate(client, list, { params: { path: account, query } }).toArray();
    expectTypeOf(templates).items.toEqualTypeOf<{
      id: string;
      name?: string;
      quality_score?: { score?: "GREEN" | "RED" | "UNKNOWN" | "YELLOW" | (string & {}) };
    }>();
    // @ts-expect-error
    templates[0]?.status;
  });

  test("knows its fields", () => {
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { fields: ["title"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { fields: ["quality_score{points}"] } } });
  });

  test("counts where it is asked to", async () => {
    const options = { params: { path: account, query: { summary: ["message_template_count"] } } } as const;
    const { summary } = unwrap(await client.GET(list, options));
    expectTypeOf(summary?.message_template_count).toEqualTypeOf<number | undefined>();
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { summary: ["count"] } } });
  });
});

describe("getMessageTemplate", () => {
  test("answers one template, narrowed to the selected fields", async () => {
    const query = { fields: ["name", "language"] } as const;
    const answer = unwrap(await client.GET(node, { params: { path: template, query } }));
    expectTypeOf(answer).toEqualTypeOf<{ id: string; name?: string; language?: string }>();
  });

  test("answers buttons as they are stored", async () => {
    const { components } = unwrap(await client.GET(node, { params: { path: template } }));
    const button = components?.[0]?.buttons?.[0];
    expectTypeOf(button?.url).toEqualTypeOf<string | undefined>();
    expectTypeOf<"A_KIND_ADDED_LATER">().toExtend<NonNullable<NonNullable<typeof button>["type"]>>();
  });

  test("takes the id of a template, not of its account", () => {
    // @ts-expect-error
    client.GET(node, { params: { path: account } });
  });
});

describe("editMessageTemplate", () => {
  const edit = (body: Parameters<typeof client.POST<typeof node>>[1]["body"]) =>
    client.POST(node, { params: { path: template }, body });

  test("takes one setting, or the components of any category", async () => {
    expectTypeOf(unwrap(await edit({ category: "UTILITY" }))).toEqualTypeOf<{ success: boolean }>();
    edit({ components: [{ type: "BODY", text: "The winter roasts are here." }], message_send_ttl_seconds: 86400 });
    edit({ components: [{ type: "BODY", add_security_recommendation: true }] });
  });

  test("takes no state", () => {
    // @ts-expect-error
    edit({ status: "APPROVED" });
  });

  test("takes no category of one's own", () => {
    // @ts-expect-error
    edit({ category: "TRANSACTIONAL" });
  });

  test("takes no components that could not be created", () => {
    // @ts-expect-error
    edit({ components: [{ type: "HEADER", text: "Winter" }] });
    // @ts-expect-error
    edit({ components: [{ type: "HEADER", format: "IMAGE" }] });
    // @ts-expect-error
    edit({ components: [{ type: "BUTTON", buttons: [] }] });
  });
});

describe("deleteMessageTemplates", () => {
  test("takes a name, a name with one language, or a list of ids", async () => {
    const query = { name: "delivery_on_its_way" };
    const deleted = client.DELETE(list, { params: { path: account, query } });
    expectTypeOf(unwrap(await deleted)).toEqualTypeOf<{ success: boolean }>();
    client.DELETE(list, { params: { path: account, query: { ...query, hsm_id: "1689556908129832" } } });
    client.DELETE(list, { params: { path: account, query: { hsm_ids: ["1689556908129832"] } } });
  });

  test("takes the ids neither as text nor in the body", () => {
    // @ts-expect-error
    client.DELETE(list, { params: { path: account, query: { hsm_ids: '["1689556908129832"]' } } });
    client.DELETE(list, {
      params: { path: account },
      // @ts-expect-error
      body: { hsm_ids: ["1689556908129832"] },
    });
  });
});

test("deleteMessageTemplate takes the id alone", () => {
  client.DELETE(node, { params: { path: template } });
  // @ts-expect-error
  client.DELETE(node, { params: { path: template, query: { name: "delivery_on_its_way" } } });
});

test("every version has the same templates", () => {
  expectTypeOf<Paths>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v23.0"]>().toEqualTypeOf<PathsByVersion["v26.0"]>();
  createTemplatesClient({ auth: "EAAB", version: "v23.0" }).GET(node, { params: { path: template } });
});

test("only described versions can be asked for", () => {
  // @ts-expect-error
  createTemplatesClient({ auth: "EAAB", version: "v22.0" });
});
