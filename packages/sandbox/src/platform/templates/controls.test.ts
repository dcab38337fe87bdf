import { describe, expect, it } from "vitest";
import { shareSandbox, startSandbox } from "../../sandbox.test-support.ts";
import { schemaProblems } from "../../webhooks/webhook-schema.test-support.ts";

const { call, sandbox } = await shareSandbox({ now: () => Date.UTC(2026, 10, 20) });
const account = "/102290129340398";
const id = "1689556908129832"; // approved, of the seed
const hour = 60 * 60 * 1000;
const { templates } = sandbox;

interface Change {
  field: string;
  value: Record<string, unknown>;
}

/** The changes that went out, each of which fits the document of webhooks. */
async function changes(): Promise<Change[]> {
  await sandbox.settled();
  return sandbox.webhooks.flatMap(({ body, wabaId }) => {
    expect(schemaProblems(body)).toEqual([]);
    expect(wabaId).toBe("102290129340398");
    const [entry] = JSON.parse(body).entry;
    expect(entry.time).toEqual(expect.any(Number));
    return entry.changes as Change[];
  });
}

const statusOf = async (template = id) => (await call("GET", `/${template}?fields=status`)).body["status"];
const statusUpdate = (event: string, more: object = {}) => ({
  field: "message_template_status_update",
  value: {
    event,
    message_template_id: Number(id),
    message_template_name: "delivery_on_its_way",
    message_template_language: "en_GB",
    message_template_category: "UTILITY",
    reason: "NONE",
    ...more,
  },
});
const paused = (title: string) => ({ other_info: { title, description: expect.any(String) } });

describe("told is, and shown then,", () => {
  it("an approval", async () => {
    await templates.reject(id);
    const { status, deliveries } = await templates.approve(id);
    expect([status, deliveries.length, await statusOf()]).toEqual(["APPROVED", 1, "APPROVED"]);
    expect((await changes()).at(-1)).toEqual(statusUpdate("APPROVED"));
  });

  it("a rejection with its reason", async () => {
    const info = { reason: "Two parameters stand side by side", recommendation: "Write text between them" };
    await templates.reject(id, "INVALID_FORMAT", info);
    expect(await changes()).toEqual([statusUpdate("REJECTED", { reason: "INVALID_FORMAT", rejection_info: info })]);
    const shown = (await call("GET", `/${id}?fields=status,rejected_reason`)).body;
    expect(shown).toEqual({ id, status: "REJECTED", rejected_reason: "INVALID_FORMAT" });
    await templates.approve(id);
    expect((await call("GET", `/${id}?fields=rejected_reason`)).body).toEqual({ id, rejected_reason: "NONE" });
  });

  it("a pause of 3 hours, one of 6, and the third time the end", async () => {
    await templates.pause(id);
    sandbox.clock.advance(3 * hour - 1);
    expect(await statusOf()).toBe("PAUSED");
    sandbox.clock.advance(1);
    expect(await statusOf()).toBe("APPROVED");
    await templates.pause(id);
    sandbox.clock.advance(6 * hour - 1);
    expect(await statusOf()).toBe("PAUSED");
    sandbox.clock.advance(1);
    await templates.pause(id);
    sandbox.clock.advance(100 * hour);
    expect(await statusOf()).toBe("DISABLED");
    const told = (await changes()).map(({ value }) => [
      value["event"],
      (value["other_info"] as Change["value"])["title"],
    ]);
    expect(told).toEqual([
      ["PAUSED", "FIRST_PAUSE"],
      ["APPROVED", "UNPAUSE"],
      ["PAUSED", "SECOND_PAUSE"],
      ["APPROVED", "UNPAUSE"],
      ["DISABLED", "DISABLED"],
    ]);
  });

  it("a pause for pacing, which does not end by itself", async () => {
    await templates.pause(id, { pacing: true });
    sandbox.clock.advance(100 * hour);
    expect(await statusOf()).toBe("PAUSED");
    await templates.unpause(id);
    expect(await changes()).toEqual([
      statusUpdate("PAUSED", paused("RATE_LIMITING_PAUSE")),
      statusUpdate("APPROVED", paused("UNPAUSE")),
    ]);
  });

  it("that it was disabled, and that it is back", async () => {
    await templates.disable(id);
    await templates.approve(id);
    const date = Math.floor(sandbox.clock.now() / 1000);
    expect(await changes()).toEqual([
      statusUpdate("DISABLED", { disable_info: { disable_date: date }, ...paused("DISABLED") }),
      statusUpdate("REINSTATED"),
    ]);
  });

  it("its quality, and that RED pauses it", async () => {
    await templates.setQuality(id, "YELLOW");
    expect(await statusOf()).toBe("APPROVED");
    const { deliveries } = await templates.setQuality(id, "RED");
    expect(deliveries).toHaveLength(2);
    expect(await statusOf()).toBe("PAUSED");
    expect((await call("GET", `/${id}?fields=quality_score`)).body).toMatchObject({ quality_score: { score: "RED" } });
    expect(await changes()).toMatchObject([
      {
        field: "message_template_quality_update",
        value: { previous_quality_score: "UNKNOWN", new_quality_score: "YELLOW" },
      },
      {
        field: "message_template_quality_update",
        value: { previous_quality_score: "YELLOW", new_quality_score: "RED" },
      },
      { value: { event: "PAUSED" } },
    ]);
  });

  it("another category, at once", async () => {
    await templates.setCategory(id, "MARKETING");
    const value = { message_template_id: Number(id), previous_category: "UTILITY", new_category: "MARKETING" };
    expect(await changes()).toMatchObject([{ field: "template_category_update", value }]);
    const fields = (await call("GET", `/${id}?fields=category,previous_category,correct_category`)).body;
    expect(fields).toEqual({ id, category: "MARKETING", previous_category: "UTILITY", correct_category: "MARKETING" });
  });

  it("another category, announced a day before", async () => {
    await templates.setCategory(id, "MARKETING", { after: 24 * hour });
    const time = Math.floor((sandbox.clock.now() + 24 * hour) / 1000);
    const fields = `/${id}?fields=category,correct_category`;
    expect((await call("GET", fields)).body).toEqual({ id, category: "UTILITY", correct_category: "MARKETING" });
    sandbox.clock.advance(24 * hour);
    expect((await call("GET", fields)).body).toMatchObject({ category: "MARKETING" });
    expect(await changes()).toMatchObject([
      { value: { new_category: "UTILITY", correct_category: "MARKETING", category_update_timestamp: time } },
      { value: { previous_category: "UTILITY", new_category: "MARKETING" } },
    ]);
  });

  it("that another category would be right, and nothing changes", async () => {
    await templates.detectCategory(id, "MARKETING");
    const value = { category: "UTILITY", correct_category: "MARKETING" };
    expect(await changes()).toMatchObject([{ field: "template_correct_category_detection", value }]);
    expect((await call("GET", `/${id}?fields=category`)).body).toEqual({ id, category: "UTILITY" });
  });

  it("an edit, and its review", async () => {
    const components = [
      { type: "HEADER", format: "TEXT", text: "On its way" },
      { type: "BODY", text: "Your parcel arrives today." },
      { type: "FOOTER", text: "Harbour Coffee" },
      { type: "BUTTONS", buttons: [{ type: "URL", text: "Track", url: "https://harbourcoffee.example/" }] },
    ];
    await call("POST", `/${id}`, { body: { components } });
    sandbox.clock.advance(1000);
    expect(await changes()).toMatchObject([
      {
        field: "message_template_components_update",
        value: {
          message_template_title: "On its way",
          message_template_element: "Your parcel arrives today.",
          message_template_footer: "Harbour Coffee",
          message_template_buttons: [
            {
              message_template_button_type: "URL",
              message_template_button_text: "Track",
              message_template_button_url: "https://harbourcoffee.example/",
            },
          ],
        },
      },
      statusUpdate("APPROVED"),
    ]);
  });

  it("a deletion", async () => {
    await call("DELETE", `/${id}`);
    expect(await changes()).toEqual([statusUpdate("DELETED", { reason: null })]);
  });
});

it("a decision by hand outlives the review that would have come", async () => {
  const components = [{ type: "BODY", text: "Your order has left." }];
  const body = { name: "order_left", language: "en_US", category: "UTILITY", components };
  const created = String((await call("POST", `${account}/message_templates`, { body })).body["id"]);
  await templates.reject(created);
  sandbox.clock.advance(1000);
  expect(await statusOf(created)).toBe("REJECTED");
});

it("a rating during the review does not end it", async () => {
  const components = [{ type: "BODY", text: "Your order has left." }];
  const body = { name: "order_left", language: "en_US", category: "UTILITY", components };
  const created = String((await call("POST", `${account}/message_templates`, { body })).body["id"]);
  await templates.setQuality(created, "RED");
  sandbox.clock.advance(1000);
  expect(await statusOf(created)).toBe("APPROVED");
});

it.each<[string, () => Promise<unknown>, string]>([
  ["an unknown id", () => templates.approve("1"), "Cannot approve 1: there is no such template"],
  ["an unknown rating", () => templates.setQuality(id, "BLUE" as "RED"), "must be one of GREEN, RED, UNKNOWN, YELLOW"],
  ["an unknown category", () => templates.setCategory(id, "OTHER" as "UTILITY"), "must be one of AUTHENTICATION"],
  [
    "a time before now",
    () => templates.setCategory(id, "UTILITY", { after: -1 }),
    "after must be 0 milliseconds or more",
  ],
  ["no time", () => templates.setCategory(id, "UTILITY", { after: Infinity }), "after must be 0 milliseconds or more"],
  ["an empty reason", () => templates.reject(id, ""), "reason must be a text"],
  [
    "half of what is wrong",
    () => templates.reject(id, "SCAM", { reason: "x" } as never),
    "info.recommendation must be",
  ],
])("%s is a TypeError, and nothing happens", async (_, action, message) => {
  const error = { name: "TypeError", message: expect.stringContaining(message) };
  await expect(action()).rejects.toMatchObject(error);
  expect(await changes()).toEqual([]);
  expect(await statusOf()).toBe("APPROVED");
});

describe("reviewed by hand", () => {
  it("a template waits until somebody decides", async () => {
    const started = await startSandbox({ templateReview: "manual", now: () => 0 });
    const components = [{ type: "BODY", text: "Your order has left." }];
    const body = { name: "order_left", language: "en_US", category: "UTILITY", components };
    const { body: created } = await started.call("POST", `${account}/message_templates`, { body });
    started.sandbox.clock.advance(1000 * hour);
    const path = `/${String(created["id"])}?fields=status`;
    expect((await started.call("GET", path)).body["status"]).toBe("PENDING");
    await started.sandbox.templates.approve(String(created["id"]));
    expect((await started.call("GET", path)).body["status"]).toBe("APPROVED");
  });

  it("or not is the only choice", async () => {
    await expect(startSandbox({ templateReview: "never" as "manual" })).rejects.toThrow(
      "automatic or manual, not never",
    );
  });
});
