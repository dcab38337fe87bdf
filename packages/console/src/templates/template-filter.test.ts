import { expect, test } from "vitest";
import type { Node } from "../control/live.ts";
import { chosenTemplates, type Filter, valuesOf } from "./template-filter.ts";

const template = (id: string, data: object): Node => ({ id, kind: "template", of: "1", data: { ...data } });
const templates = [
  template("1", { name: "sale", language: "en_US", status: "PAUSED", category: "MARKETING" }),
  template("2", { name: "code", language: "en_US", status: "APPROVED", category: "AUTHENTICATION" }),
  template("3", {
    name: "code",
    language: "de",
    status: "APPROVED",
    category: "AUTHENTICATION",
    quality_score: { score: "GREEN" },
    components: [{ type: "BODY", text: "Dein Code" }],
  }),
];
const chosen = (words: string, values: Partial<Record<Filter, string>> = {}) =>
  chosenTemplates(templates, words, (filter) => values[filter] ?? "").map(({ id }) => id);

test("templates come by name and language", () => {
  expect(chosen("")).toEqual(["3", "2", "1"]);
});

test("templates are found by their text, and chosen by state, category, quality and language", () => {
  expect(chosen(" dein ")).toEqual(["3"]);
  expect(chosen("", { status: "PAUSED" })).toEqual(["1"]);
  expect(chosen("code", { quality: "UNKNOWN" })).toEqual(["2"]);
  expect(chosen("", { category: "AUTHENTICATION", language: "de" })).toEqual(["3"]);
});

test("the choices are what there is", () => {
  expect(valuesOf(templates, "quality")).toEqual(["GREEN", "UNKNOWN"]);
  expect(valuesOf(templates, "language")).toEqual(["de", "en_US"]);
});
