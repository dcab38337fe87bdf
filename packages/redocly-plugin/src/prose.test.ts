import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const property = (name: string, schema: object) =>
  problemsOf("prose", {
    "things/parts.yaml": { components: { schemas: { Part: { properties: { [name]: schema } } } } },
  });
const operation = (fields: object) =>
  problemsOf("prose", { "things/parts.yaml": { paths: { "/parts": { get: fields } } } });
const part = "things/parts.yaml#/components/schemas/Part/properties";
const get = "things/parts.yaml#/paths/~1parts/get";

const long = (length: number) => "x".repeat(length);

describe("prose", () => {
  it("reports empty texts", async () => {
    for (const text of ["", "  ", "\n"]) {
      expect(await property("size", { description: text })).toEqual([
        `${part}/size/description: Write the description or remove it: it is empty`,
      ]);
      expect(await operation({ summary: text })).toEqual([
        `${get}/summary: Write the summary or remove it: it is empty`,
      ]);
    }
  });

  it("reports a description that only restates the name of its property, however it is put", async () => {
    const texts = [
      "Phone number",
      "The phone number",
      "Phone number ID.",
      "Unique identifier of the phone number",
      "The value",
    ];
    for (const text of texts) {
      expect(await property("phone_number_id", { description: text })).toEqual([
        `${part}/phone_number_id/description: Say in the description what the name does not: "${text}" only restates phone_number_id`,
      ]);
    }
  });

  it("reports one that only restates the name of a schema, a parameter or a tag", async () => {
    const components = {
      schemas: { SmallParts: { description: "Small part" } },
      parameters: {
        Size: { name: "part_size", in: "query", description: "Size of the parts", schema: { type: "string" } },
      },
    };
    const tags = [{ name: "Parts", description: "The parts" }];
    expect(await problemsOf("prose", { "things/parts.yaml": { components, tags } })).toEqual([
      'things/parts.yaml#/tags/0/description: Say in the description what the name does not: "The parts" only restates Parts',
      'things/parts.yaml#/components/parameters/Size/description: Say in the description what the name does not: "Size of the parts" only restates part_size',
      'things/parts.yaml#/components/schemas/SmallParts/description: Say in the description what the name does not: "Small part" only restates SmallParts',
    ]);
  });

  it("reports one that only restates the values of an enum", async () => {
    expect(await property("state", { enum: ["ON", "OFF"], description: "State: one of ON or OFF" })).toEqual([
      `${part}/state/description: Say in the description what the name does not: "State: one of ON or OFF" only restates state`,
    ]);
  });

  it("reports a summary that restates the operationId, and a description that restates the summary", async () => {
    expect(await operation({ operationId: "listParts", summary: "List the parts" })).toEqual([
      `${get}/summary: Say in the summary what the name does not: "List the parts" only restates listParts`,
    ]);
    const summary = "List parts of a thing";
    expect(await operation({ operationId: "listParts", summary, description: `${summary}.` })).toEqual([
      `${get}/description: Say in the description what the name does not: "${summary}." only restates ${summary}`,
    ]);
  });

  it("reports a description beside a reference", async () => {
    const schemas = { Id: { type: "string" }, Part: { properties: {} } };
    schemas.Part.properties = { owner_id: { $ref: "#/components/schemas/Id", description: "Id of the owner" } };
    expect(await problemsOf("prose", { "things/parts.yaml": { components: { schemas } } })).toEqual([
      `${part}/owner_id/description: Say in the description what the name does not: "Id of the owner" only restates owner_id`,
    ]);
  });

  it("reports the summary of an example that restates its name", async () => {
    const examples = { emptyPage: { summary: "An empty page", value: { summary: "", description: "" } } };
    const responses = { "200": { content: { "application/json": { examples } } } };
    expect(await operation({ responses })).toEqual([
      `${get}/responses/200/content/application~1json/examples/emptyPage/summary: Say in the summary what the name does not: "An empty page" only restates emptyPage`,
    ]);
  });

  it("reports what is longer than its kind may be", async () => {
    expect(await operation({ summary: long(101), description: long(801) })).toEqual([
      `${get}/summary: Shorten the summary to 100 characters: it has 101`,
      `${get}/description: Shorten the description to 800 characters: it has 801`,
    ]);
    expect(await property("size", { description: long(301) })).toEqual([
      `${part}/size/description: Shorten the description to 300 characters: it has 301`,
    ]);
  });

  it("reports leading and trailing whitespace", async () => {
    for (const text of [" How long it is", "How long it is ", "How long it is\t"]) {
      expect(await property("size", { description: text })).toEqual([
        `${part}/size/description: Trim the description: it starts or ends with whitespace`,
      ]);
    }
  });

  it("reports a sentence that appears twice", async () => {
    expect(await operation({ description: "Lists what is there. Needs no token. Lists what is there." })).toEqual([
      `${get}/description: Remove the repetition from the description: "Lists what is there" appears twice`,
    ]);
  });

  it("accepts texts that say more, in up to as many characters as their kind may have", async () => {
    expect(await property("owner_id", { description: "Id of the business that pays" })).toEqual([]);
    expect(await property("size", { description: long(300) })).toEqual([]);
    expect(await operation({ operationId: "listParts", summary: long(100), description: `${long(799)}.` })).toEqual([]);
    expect(await operation({ description: "E.g. one of a user. E.g. with two of them.\n" })).toEqual([]);
  });

  it("leaves missing texts, and what only looks like one, alone", async () => {
    const example = { summary: "", description: "" };
    const properties = { summary: { type: "string" }, description: { type: "string", example: "" } };
    const schemas = { Part: { properties, default: example, "x-note": example, examples: [example] } };
    expect(await problemsOf("prose", { "things/parts.yaml": { components: { schemas } } })).toEqual([]);
  });
});
