import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { webhookFields } from "../webhooks/webhook-fields.ts";

const { sandbox } = await shareSandbox();

async function get(path: string) {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`);
  return { status: response.status, body: await response.json() };
}

async function send(body: object) {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox/events`, init);
  return { status: response.status, body: await response.json() };
}

test("all fields are listed with what they tell", async () => {
  const { data } = (await get("events")).body as { data: { field: string; description: string }[] };
  expect(data.map(({ field }) => field)).toEqual(webhookFields);
  expect(data.filter(({ description }) => description === "")).toEqual([]);
});

describe("the schema of a field", () => {
  test.each(webhookFields)("of %s stands by itself, takes its example, and has nothing else", async (field) => {
    const { status, body } = await get(`events/${field}`);
    expect(status).toBe(200);
    const ajv = formats.default(new Ajv2020({ allErrors: true, strict: false }));
    // a reference to what is not there would throw
    const validate = ajv.compile({ ...body.schema, components: body.components });
    expect(validate(body.example), JSON.stringify(validate.errors)).toBe(true);
    const text = JSON.stringify(body);
    for (const name of Object.keys(body.components.schemas)) expect(text).toContain(`"#/components/schemas/${name}"`);
  });

  test.each(["mesages", "__proto__", "constructor"])("of %s is not there", async (field) => {
    expect(await get(`events/${field}`)).toMatchObject({
      status: 404,
      body: { error: { message: expect.stringContaining(`Cannot return the schema of ${field}: the fields are `) } },
    });
  });
});

test("what is wrong with a value is told at its place", async () => {
  const value = { messages: [{ id: "1", type: "text", text: { body: 5 } }], contacts: {} };
  const { status, body } = await send({ field: "messages", value });
  expect(status).toBe(400);
  expect(body.error.problems).toEqual(
    expect.arrayContaining([
      { place: ["contacts"], message: "Param contacts must be an array, got an object" },
      {
        place: ["messages", "0", "text", "body"],
        message: expect.stringContaining("must be a string, got an integer"),
      },
    ]),
  );
  expect((await send({ field: "messages", value: 5 })).body.error).not.toHaveProperty("problems");
});

test("a name that objects inherit is a name like others", async () => {
  const value = JSON.parse('{"event":"PIN_CHANGED","display_phone_number":"1","__proto__":{"a":1},"constructor":"b"}');
  expect((await send({ field: "security", value })).status).toBe(200);
  expect(sandbox.webhooks[0]?.body).toContain('"__proto__":{"a":1},"constructor":"b"');
});
