import { expect, test } from "vitest";
import { errorCodes } from "@openwaba/runtime/error-codes";
import { explain, findCodes } from "./explain.ts";
import { remedies, remedyFor } from "./remedies.ts";

test("explain() finds nothing for a number that is no code", () => {
  expect(explain("999999")).toEqual([]);
  expect(remedyFor("unknown")).toBeUndefined();
});

test("every code is explained, with what to do", () => {
  for (const code of Object.keys(errorCodes)) {
    const [found] = explain(code);
    expect(found).toMatchObject({
      code,
      remedy: expect.stringMatching(/\S/),
      retried: expect.stringMatching(/^(yes|no)/),
    });
  }
});

test("a code within a range is that range, and one of its own is itself", () => {
  expect(explain("273")).toMatchObject([{ code: "200-299" }]);
  expect(explain("200")).toMatchObject([{ code: "200" }]);
});

test("a subcode names its code", () => {
  expect(explain("463")).toMatchObject([{ code: "190", subcode: "463", name: "Token expired" }]);
});

test("findCodes() wants all words, in any case", () => {
  expect(findCodes(["TEMPLATE", "paused"]).map(({ code }) => code)).toContain("132015");
  expect(findCodes(["template", "harbour"])).toEqual([]);
});

test("remedies are plain text with whole addresses in a terminal", () => {
  for (const family of Object.keys(remedies)) expect(remedyFor(family)).not.toMatch(/\]\(/);
  expect(remedyFor("media")).toMatch(/media \(https:\/\/\S+\/guides\/media\)/);
});
