import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { readDocuments } from "../scripts/specs/documents.ts";
import type { OpenApiDocument } from "../scripts/specs/openapi.ts";

interface Delivery {
  entry: { time?: number; changes: { field: string }[] }[];
}

const [document] = await readDocuments(dirname(import.meta.dirname), ["webhooks"]);
const { webhooks = {}, components: { schemas = {} } = {} } = document?.openapi ?? ({} as Partial<OpenApiDocument>);
const { whatsapp, ...ofFields } = webhooks;

test("has an entry for each field, after the general one", () => {
  expect(Object.keys(webhooks)[0]).toBe("whatsapp");
  expect(Object.keys(ofFields).toSorted()).toEqual(schemas["ChangeField"]?.enum?.toSorted());
});

test("describes all other fields in the general entry", () => {
  expect(whatsapp?.post?.requestBody?.content?.["application/json"]?.schema).toEqual({
    $ref: "#/components/schemas/WebhookEnvelope",
  });
});

describe.each(Object.entries(ofFields))("%s", (field, { post }) => {
  const { schema = {}, examples = {} } = post?.requestBody?.content?.["application/json"] ?? {};
  const { properties: entry = {} } = schema.properties?.["entry"]?.items ?? {};
  const deliveries = Object.values(examples).map(({ value }) => value as Delivery);

  test("is an envelope with changes of the field", () => {
    const change = schemas[entry["changes"]?.items?.$ref?.split("/").at(-1) ?? ""];
    expect(change?.properties?.["field"]?.const).toBe(field);
    const { WebhookEnvelope: envelope = {}, WebhookEntry: item = {} } = schemas;
    expect(withoutTexts({ ...schema, properties: { ...schema.properties, entry: {} } })).toEqual(
      withoutTexts({ ...envelope, properties: { ...envelope.properties, entry: {} } }),
    );
    const { changes: _changes, time = item.properties?.["time"], ...rest } = entry;
    const { changes: _all, ...general } = item.properties ?? {};
    expect(withoutTexts({ ...rest, time })).toEqual(withoutTexts(general));
    expect(schema.properties?.["entry"]?.items?.required).toEqual(item.required);
  });

  test("has examples of the field alone, with a time where it has one", () => {
    expect(deliveries.flatMap((delivery) => delivery.entry.flatMap(({ changes }) => changes))).not.toContainEqual(
      expect.objectContaining({ field: expect.not.stringMatching(`^${field}$`) }),
    );
    for (const { time } of deliveries.flatMap((delivery) => delivery.entry))
      expect(time !== undefined).toBe("time" in entry);
  });

  test("is sent with the same headers and answered in the same way as all others", () => {
    expect([post?.parameters, post?.responses]).toEqual([whatsapp?.post?.parameters, whatsapp?.post?.responses]);
  });
});

/** The schema without descriptions, at all depths. */
function withoutTexts(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key === "description" ? undefined : value)));
}
