import { expect, it } from "vitest";
import { acceptValue } from "./accept-value.ts";
import { checkValue } from "./check-value.ts";
import type { Schema } from "./schemas.ts";
import { refuse, warnInto } from "./undocumented.ts";
import { failureOf } from "../sandbox.test-support.ts";

const schema = {
  type: "object",
  required: ["to"],
  properties: {
    to: { type: "string" },
    limit: { type: "integer" },
    share: { type: "number" },
    is_open: { type: "boolean" },
    format: { enum: ["PNG", "SVG"] },
    kind: { enum: ["png", "svg"] },
    tasks: { type: "array", items: { type: "string" } },
    text: { type: "object", required: ["body"], properties: { body: { type: "string" }, note: { type: "string" } } },
    tags: { type: ["string", "null"] },
  },
} satisfies Schema;

function accept(value: object) {
  const warnings: string[] = [];
  const check = (sent: unknown) => checkValue({}, schema, sent);
  const accepted = () => acceptValue({ to: "1", ...value }, "body", check, warnInto(warnings));
  return { accepted, warnings, strictly: () => acceptValue({ to: "1", ...value }, "body", check, refuse) };
}

it.each([
  ["JSON in text", { text: '{"body":"Hi"}' }, { text: { body: "Hi" } }, "Param text must be an object, got a string"],
  ["a list in text", { tasks: '["MANAGE"]' }, { tasks: ["MANAGE"] }, "Param tasks must be an array, got a string"],
  ["one value for a list", { tasks: "MANAGE" }, { tasks: ["MANAGE"] }, "Param tasks must be an array"],
  ["a number as text", { limit: "5" }, { limit: 5 }, "Param limit must be an integer"],
  ["a fraction as text", { share: "0.5" }, { share: 0.5 }, "Param share must be a number"],
  ["a boolean as text", { is_open: "true" }, { is_open: true }, "Param is_open must be a boolean"],
  ["text as a number", { to: 15_550_123_456 }, { to: "15550123456" }, "Param to must be a string, got an integer"],
  ["a constant in small letters", { format: "png" }, { format: "PNG" }, "Param format must be one of PNG, SVG"],
  ["null", { limit: null }, {}, "Param limit is null: leave it out"],
  [
    "null inside",
    { text: { body: "Hi", note: null } },
    { text: { body: "Hi" } },
    "Param text.note is null: leave it out",
  ],
  ["null in JSON in text", { text: '{"body":"Hi","note":null}' }, { text: { body: "Hi" } }, "Param text.note is null"],
])("%s is accepted with a warning, and not when strict", (_, sent, expected, warning) => {
  const { accepted, warnings, strictly } = accept(sent);
  expect(accepted()).toEqual({ to: "1", ...expected });
  expect(warnings.join("; ")).toContain(warning);
  expect(failureOf(strictly)).toMatch(/must be/);
});

it.each([
  ["a number inside of a value", { text: { body: 5 } }, "(#100) Param text.body must be a string"],
  ["JSON in text inside of a value", { text: { body: "Hi", note: {} } }, "(#100) Param text.note must be a string"],
  ["one value for a list inside of JSON", { text: '{"body":["Hi"]}' }, "(#100) Param text.body must be a string"],
  ["a constant in capitals", { kind: "PNG" }, "(#100) Param kind must be one of png, svg"],
  ["text that is no number", { limit: "five" }, "(#100) Param limit must be an integer"],
  ["an object for a list", { tasks: {} }, "(#100) Param tasks must be an array"],
  ["null in a list", { tasks: [null] }, "(#100) Param tasks.0 must be a string"],
  ["null for what is required", { text: { body: null } }, "(#100) The parameter text.body is required"],
  ["null for what is required, at the top", { to: null }, "(#100) The parameter to is required"],
])("%s is rejected", (_, sent, message) => {
  expect(failureOf(accept(sent).accepted)).toBe(message);
});

it("leaves null where the document allows it, and what was sent as it is", () => {
  const sent = { tags: null, tasks: "MANAGE", text: { body: "Hi", note: null } };
  const copy = structuredClone(sent);
  expect(accept(sent).accepted()).toEqual({ to: "1", tags: null, tasks: ["MANAGE"], text: { body: "Hi" } });
  expect(sent).toEqual(copy);
});

it("gives up on a value with endless problems", () => {
  const list = { type: "array", items: { type: "object", properties: { a: { type: "string" } } } };
  const check = (sent: unknown) => checkValue({}, list, sent);
  const many = Array.from({ length: 100_000 }, () => ({ a: null }));
  const warnings: string[] = [];
  expect(failureOf(() => acceptValue(many, "body", check, warnInto(warnings)))).toMatch(/must be a string$/);
  expect(warnings).toHaveLength(20);
});

it("names the place of a parameter outside of a body", () => {
  const check = (sent: unknown) => checkValue({}, { enum: ["PNG", "SVG"] }, sent, ["format"]);
  const warnings: string[] = [];
  expect(acceptValue("svg", "format", check, warnInto(warnings), ["format"])).toBe("SVG");
  expect(warnings).toEqual(["Param format must be one of PNG, SVG, got small letters"]);
});
