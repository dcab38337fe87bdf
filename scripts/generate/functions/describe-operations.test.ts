import { describe, expect, test } from "vitest";
import type { MediaType, OpenApiDocument, Operation, Parameter, Schema } from "../../specs/openapi.ts";
import { SpecError } from "../../specs/spec-error.ts";
import { documentWith } from "../types/document-with.test-support.ts";
import { type DescribedFunction, describeOperation, sendingsOf } from "./describe-operations.ts";

interface Parts {
  operation?: Partial<Operation>;
  parameters?: Parameter[];
  schemas?: Record<string, Schema>;
  method?: "get" | "post" | "delete";
  isHandWritten?: boolean;
}

const objectOf = (required: string[], ...optional: string[]): Schema => ({
  type: "object",
  required,
  properties: Object.fromEntries([...required, ...optional].map((name) => [name, { type: "string" }])),
});
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const shelfId: Parameter = { name: "shelf_id", in: "path", required: true, schema: { type: "string" }, example: "77" };
const json = (schema: Schema, examples: MediaType["examples"] = {}) => ({ "application/json": { schema, examples } });

/** The functions of one operation, `saveBook` at `/{shelf_id}/books`, and the document with their types. */
function described({ operation = {}, parameters = [], schemas = {}, method = "post", isHandWritten = false }: Parts) {
  const whole = { operationId: "saveBook", responses: {}, ...operation, parameters };
  const openapi = documentWith(schemas, { "/{shelf_id}/books": { parameters: [shelfId], [method]: whole } });
  const document = { openapi, at: (pointer: string) => `books.yaml ${pointer}`, versions: ["v25.0"] };
  const operations = sendingsOf(document, () => isHandWritten).map((sending) =>
    describeOperation(document, sending, new Map()),
  );
  return { openapi, operations, functions: operations.flatMap(({ functions }) => functions) };
}

function only(parts: Parts): DescribedFunction & { openapi: OpenApiDocument } {
  const { openapi, functions } = described(parts);
  expect(functions).toHaveLength(1);
  return { openapi, ...(functions[0] as DescribedFunction) };
}

const places = (parts: Parts) => Object.fromEntries(only(parts).places);
const withBody = (schema: Schema, required = true) => ({ requestBody: { required, content: json(schema) } });

describe("input", () => {
  test("comes from the path, the query, headers and the body", () => {
    const parameters = [
      { name: "limit", in: "query", schema: { type: "integer" } },
      { name: "file_offset", in: "header", required: true, schema: { type: "string" } },
    ];
    const parts = { parameters, operation: withBody(ref("SaveBook")), schemas: { SaveBook: objectOf(["title"]) } };
    expect(places(parts)).toEqual({ shelf_id: "path", limit: "query", file_offset: "header", title: "body" });
    const { ids, input, inputs, required, openapi } = only(parts);
    expect({ ids, input, inputs, required }).toEqual({
      ids: "ShelfIdPath",
      input: undefined,
      inputs: ["SaveBookParameters", "SaveBook"],
      required: ["file_offset", "title"],
    });
    expect(openapi.components?.schemas?.["SaveBookParameters"]).toMatchObject({ required: ["file_offset"] });
  });

  test("without a body has a name as a whole", () => {
    const { input, openapi } = only({ parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }] });
    expect(input).toBe("SaveBookInput");
    const allOf = [ref("ShelfIdPath"), ref("SaveBookParameters")];
    expect(openapi.components?.schemas?.["SaveBookInput"]).toMatchObject({ allOf });
  });

  test("of an operation that takes nothing but ids is not required", () => {
    expect(only({})).toMatchObject({ ids: "ShelfIdPath", inputs: [], isInputRequired: false, answer: undefined });
  });

  test.each<[body: string, schema: Schema, required: boolean, expected: object]>([
    [
      "with a required property",
      objectOf(["title"]),
      true,
      { isInputRequired: true, inputs: ["Body"], required: ["title"] },
    ],
    ["without one", objectOf([], "title"), true, { isInputRequired: false, inputs: ["Body"], required: [] }],
    [
      "of constants",
      { ...objectOf(["type"]), properties: { type: { const: "book" } } },
      true,
      { isInputRequired: false, required: [] },
    ],
    [
      "that is optional itself",
      objectOf(["title"]),
      false,
      { isInputRequired: false, inputs: ["BodyOrNothing"], required: [] },
    ],
    [
      "that is one of several",
      { anyOf: [objectOf(["title", "a"]), objectOf(["title", "b"])] },
      true,
      { isInputRequired: true, required: ["title"] },
    ],
    [
      "of which one needs nothing",
      { oneOf: [objectOf(["title"]), objectOf([], "note")] },
      true,
      { isInputRequired: false, required: [] },
    ],
    [
      "that extends others",
      { allOf: [objectOf(["title"]), objectOf([], "note")] },
      true,
      { isInputRequired: true, required: ["title"] },
    ],
  ])("is required for a body %s as its schema says", (_, schema, required, expected) => {
    expect(only({ operation: withBody(ref("Body"), required), schemas: { Body: schema } })).toMatchObject(expected);
  });

  test.each([["shelf_id"], ["limit"], ["body"]])("has the body as a whole if that has the property %s", (name) => {
    const parts: Parts = {
      parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
      operation: withBody(ref("Body")),
      schemas: { Body: { ...objectOf([name, "type"]), properties: { [name]: {}, type: { const: "book" } } } },
    };
    expect(places(parts)).toEqual({ shelf_id: "path", limit: "query", body: "body" });
    const { inputs, constants, required } = only(parts);
    expect([inputs.at(-1), constants.size, required]).toEqual(["SaveBookBody", 0, ["body"]]);
  });

  test("has the constants that all bodies have", () => {
    const typed = (value: string): Schema => ({
      ...objectOf(["product", "type"]),
      properties: { product: { const: "book" }, type: { const: value } },
    });
    const { constants } = only({ operation: withBody({ anyOf: [typed("new"), typed("old")] }) });
    expect(Object.fromEntries(constants)).toEqual({ product: "book" });
  });
});

describe("types without a name", () => {
  const form = () => ({ "multipart/form-data": { schema: objectOf(["file"]) } });

  test("are named by their operation, JSON as such and forms as forms, whatever comes first", () => {
    for (const content of [
      { ...form(), ...json(objectOf(["title"])) },
      { ...json(objectOf(["title"])), ...form() },
    ]) {
      const { inputs, openapi } = only({ operation: { requestBody: { required: true, content } } });
      expect(inputs).toEqual(["SaveBookOrSaveBookForm"]);
      expect(openapi.components?.schemas?.["SaveBook"]).toMatchObject({ required: ["title"] });
      expect(openapi.components?.schemas?.["SaveBookForm"]).toMatchObject({ required: ["file"] });
    }
    expect(only({ operation: { requestBody: { required: true, content: form() } } }).inputs).toEqual(["SaveBook"]);
  });

  test("of answers are named too; what is not JSON has none", () => {
    const responses = { 200: { content: json(objectOf(["id"])) } };
    expect(only({ operation: { responses } }).answer).toBe("SaveBookAnswer");
    expect(only({ operation: { responses: { 200: { content: { "image/png": {} } } } } }).answer).toBeUndefined();
  });

  test("cannot have the names of others", () => {
    const schemas = { SaveBook: { type: "string" } };
    const naming = () => described({ operation: withBody(objectOf(["title"])), schemas });
    expect(naming).toThrow(SpecError);
    expect(naming).toThrow(
      "books.yaml #/components/schemas/SaveBook SaveBook is the name of a generated type: rename the schema",
    );
  });
});

describe("functions", () => {
  const schemas = {
    Either: { anyOf: [ref("Save"), ref("Burn")] },
    Save: objectOf(["title"]),
    Burn: objectOf(["id"]),
    Done: {},
  };
  const examples = { emma: { value: { title: "Emma" } }, third: { value: { id: "3" } } };
  const requestBody = { required: true, content: json(ref("Either"), examples) };

  test("are those that an operation names, with their own words, bodies, answers and examples", () => {
    const own = {
      saveBook: { summary: "Save it", body: "Save", answer: "Done", example: "emma" },
      burnBook: { summary: "Burn it", description: "For good", body: "Burn", answer: "Done", example: "third" },
    };
    const operation = { description: "Saves or burns", requestBody, "x-functions": own };
    const told = described({ operation, schemas }).functions.map(
      ({ name, inputs, answer, example, operation: { summary, description } }) => [
        name,
        inputs,
        answer,
        example,
        summary,
        description,
      ],
    );
    expect(told).toEqual([
      ["saveBook", ["Save"], "Done", { shelf_id: "77", title: "Emma" }, "Save it", "Saves or burns"],
      ["burnBook", ["Burn"], "Done", { shelf_id: "77", id: "3" }, "Burn it", "For good"],
    ]);
  });

  test("are none if the operation says so, or a helper has its name", () => {
    expect(described({ operation: { requestBody, "x-functions": {} }, schemas }).functions).toEqual([]);
    const { functions, operations } = described({ operation: { requestBody }, schemas, isHandWritten: true });
    expect([functions, operations.length]).toEqual([[], 1]);
  });

  test("that page are lists", () => {
    const after = { name: "after", in: "query", schema: { type: "string" } };
    expect([only({ parameters: [after] }).isList, only({}).isList]).toEqual([true, false]);
  });
});

test("examples show what is required, files as files", () => {
  const filter = {
    name: "filter",
    in: "query",
    required: true,
    content: { "application/json": { schema: {}, example: { year: 1816 } } },
  };
  const file = { type: "string", format: "binary" };
  const schema = { type: "object", properties: { file, others: { type: "array", items: file } } } as Schema;
  const content = {
    "multipart/form-data": { schema, examples: { one: { value: { file: "…", others: ["1"], type: "a/b" } } } },
  };
  const { example } = only({ parameters: [filter], operation: { requestBody: { content } } });
  expect(example).toEqual({
    shelf_id: "77",
    filter: { year: 1816 },
    file: { text: 'new Blob(["…"])' },
    others: [{ text: 'new Blob(["1"])' }],
    type: "a/b",
  });
});
