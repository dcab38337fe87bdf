import { describe, expect, it } from "vitest";
import { checkValue } from "./check-value.ts";
import { unknownNames } from "./known-names.ts";
import { describe as describeProblem, detailsOf } from "./problems.ts";

const components = {
  schemas: {
    Text: {
      type: "object",
      required: ["type", "text"],
      properties: { type: { const: "text" }, text: { type: "object", properties: { body: { type: "string" } } } },
    },
    Image: {
      type: "object",
      required: ["type", "image"],
      properties: {
        type: { const: "image" },
        image: {
          type: "object",
          properties: { id: { type: "string" }, link: { type: "string" } },
          anyOf: [{ required: ["id"] }, { required: ["link"] }],
        },
      },
    },
    Receipt: { type: "object", required: ["status"], properties: { status: { const: "read" } } },
    Sent: {
      oneOf: [{ $ref: "#/components/schemas/Text" }, { $ref: "#/components/schemas/Image" }],
    },
    Any: { anyOf: [{ $ref: "#/components/schemas/Sent" }, { $ref: "#/components/schemas/Receipt" }] },
  },
};

// a literal with this keyword looks like a promise
const needsB = JSON.parse('{"if":{"required":["a"]},"then":{"required":["b"]}}') as object;

/** The first problem of a value, then the names that are unknown. */
function problemsOf(schema: object, value: unknown): string[] {
  const { problems, known } = checkValue({ components }, schema, value);
  const unknown = unknownNames(value, known).map((problem) => describeProblem([problem], "body"));
  return [...(problems.length > 0 ? [describeProblem(problems, "body")] : []), ...unknown];
}

describe("checkValue()", () => {
  it.each([
    [{ type: "string" }, 5, "must be a string"],
    [{ type: ["string", "null"] }, [], "must be a string or null"],
    [{ type: "integer" }, 1.5, "must be an integer"],
    [{ type: "number" }, "1", "must be a number"],
    [{ const: "a" }, "b", 'must be "a"'],
    [{ enum: ["a", 1] }, "b", "must be one of a, 1"],
    [{ minLength: 2 }, "😀", "must have at least 2 characters"],
    [{ maxLength: 1 }, "ab", "must have at most 1 character"],
    [{ pattern: "^a" }, "b", "must match the pattern ^a"],
    [{ format: "date" }, "2026-13-01", "must be a valid date"],
    [{ format: "int32" }, 2 ** 40, "must be a valid int32"],
    [{ minimum: 1 }, 0, "must be at least 1"],
    [{ maximum: 1 }, 2, "must be at most 1"],
    [{ exclusiveMinimum: 0 }, 0, "must be more than 0"],
    [{ exclusiveMaximum: 1 }, 1, "must be less than 1"],
    [{ minItems: 1 }, [], "must have at least 1 item"],
    [{ maxItems: 1 }, [1, 2], "must have at most 1 item"],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], "must not have the same item twice"],
    [
      { contains: { properties: { type: { enum: ["BODY", "body"] } }, required: ["type"] } },
      [{}],
      "must have an item with type BODY or body",
    ],
    [{ minProperties: 1 }, {}, "must have at least 1 parameter"],
    [{ not: { required: ["a"] } }, { a: 1 }, "must not be with a"],
    [{ anyOf: [{ type: "string" }, { type: "array" }] }, 5, "must be a string or an array"],
    [{ anyOf: [{ enum: ["a"] }, { pattern: "^b$" }] }, "c", "must be one of a or match the pattern ^b$"],
    [
      { oneOf: [{ minimum: 0 }, { minimum: 1 }] },
      2,
      "fits several of the forms that are allowed here, and must fit one",
    ],
    [false, 1, "is not allowed here"],
  ])("%j rejects %j", (schema, value, rule) => {
    const { problems } = checkValue({}, schema, value);
    expect(describeProblem(problems, "body")).toBe(`Param body ${rule}`);
  });

  it.each([
    [{ format: "unheard-of" }, "a"],
    [{ format: "int32" }, "a"],
    [{ minLength: 5 }, 1],
    [true, null],
    [needsB, { c: 1 }],
    [{ type: "number" }, 1],
  ])("%j accepts %j", (schema, value) => {
    expect(checkValue({}, schema, value).problems).toEqual([]);
  });

  it.each([
    [{ required: ["a"] }, {}, "The parameter a is required"],
    [{ dependentRequired: { a: ["b"] } }, { a: 1 }, "The parameter b is required"],
    [needsB, { a: 1 }, "The parameter b is required"],
    [{ if: { required: ["a"] }, else: { required: ["b"] } }, {}, "The parameter b is required"],
    [{ properties: { a: { items: { type: "string" } } } }, { a: ["x", 1] }, "Param a.1 must be a string"],
    [{ additionalProperties: { type: "string" } }, { a: 1 }, "Param a must be a string"],
    [{ properties: { a: {} }, additionalProperties: false }, { b: 1 }, "Unknown parameter b: allowed here are a"],
    [
      { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { a: 1, b: 1 },
      "Unknown parameter b: allowed here are a",
    ],
  ])("%j names what is wrong in %j", (schema, value, message) => {
    expect(problemsOf(schema, value)[0]).toBe(message);
  });
});

describe("a union", () => {
  const any = { $ref: "#/components/schemas/Any" };

  it.each([
    [{ type: "text", text: { body: 5 } }, ["Param text.body must be a string"]],
    [{ type: "image", image: {} }, ["One of the parameters image.id, image.link is required"]],
    [{ type: "imge", image: { id: "1" } }, ["Param type must be one of text, image"]],
    [{ image: { id: "1" } }, ["The parameter type is required"]],
    [{ image: { id: 1, link: 2 } }, ["The parameter type is required"]],
    [
      { type: "text", text: { body: ["many"], a: 1, b: 2, c: 3 } },
      expect.arrayContaining(["Param text.body must be a string"]),
    ],
    [{ status: "reed" }, ['Param status must be "read"']],
    [
      { type: "image", text: { body: "a" } },
      [
        "The parameter image is required where type is image",
        "Unknown parameter text where type is image: allowed here are type, image",
      ],
    ],
    [
      { type: "text", text: { body: "a" }, image: {} },
      ["Unknown parameter image where type is text: allowed here are type, text"],
    ],
    [{ type: "text", text: { bdy: "a" } }, ["Unknown parameter text.bdy: allowed here are body"]],
    [{ type: "text", text: { body: "a" } }, []],
    ["text", ["Param body must be an object"]],
  ])("reports %j against the branch that is meant", (value, messages) => {
    expect(problemsOf(any, value)).toEqual(messages);
  });

  it("reports a property with a name of the language like any other", () => {
    const value = JSON.parse('{"type":"text","text":{"body":"a","__proto__":1},"constructor":{}}');
    expect(problemsOf(any, value)).toEqual([
      "Unknown parameter text.__proto__: allowed here are body",
      "Unknown parameter constructor: allowed here are type, text",
    ]);
  });
});

describe("unknownNames()", () => {
  it.each([
    [{ type: "object" }, { a: 1 }],
    [{ properties: { a: { type: "object" } } }, { a: { b: 1 } }],
    [{ properties: { a: {} }, additionalProperties: true }, { b: { c: 1 } }],
    [{ items: {} }, [{ a: 1 }]],
  ])("leaves alone what %j says nothing of", (schema, value) => {
    expect(problemsOf(schema, value)).toEqual([]);
  });

  it("joins the names that several schemas have for a value", () => {
    const inner = (name: string) => ({ properties: { owner: { properties: { [name]: {} } } } });
    const schema = { allOf: [inner("id"), inner("name")] };
    expect(problemsOf(schema, { owner: { id: 1, name: 2, nme: 3 } })).toEqual([
      "Unknown parameter owner.nme: allowed here are id, name",
    ]);
  });
});

it("detailsOf() tells five problems and counts the others", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const { problems } = checkValue({}, { required: names }, {});
  expect(detailsOf(problems, "body")).toBe(
    `${["a", "b", "c", "d", "e"].map((name) => `The parameter ${name} is required`).join("; ")}; and 2 more`,
  );
});

it.each([
  ["a b", "(a name of 3 characters)"],
  ["x".repeat(81), "(a name of 81 characters)"],
  ['{"access_token":"EAAG', "(a name of 21 characters)"],
  ["größe", "größe"],
])("the name %j is shown as %s", (name, shown) => {
  const { problems } = checkValue({}, { properties: { a: {} }, additionalProperties: false }, { [name]: 1 });
  expect(describeProblem(problems, "body")).toBe(`Unknown parameter ${shown}: allowed here are a`);
});
