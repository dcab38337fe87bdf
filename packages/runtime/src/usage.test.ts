import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readUsage } from "./usage.ts";

const read = (app?: string, businesses?: string) => {
  const headers = new Headers();
  if (app !== undefined) headers.append("X-App-Usage", app);
  if (businesses !== undefined) headers.append("X-Business-Use-Case-Usage", businesses);
  return readUsage(headers);
};

const entry = { type: "whatsapp", call_count: 9, total_cputime: 8, total_time: 7, estimated_time_to_regain_access: 3 };
const known = { type: "whatsapp", callCount: 9, totalCpuTime: 8, totalTime: 7, regainMinutes: 3 };

describe("readUsage() leaves out", () => {
  test.each([
    ["nothing", ""],
    ["what is not JSON", "{call_count:1}"],
    ["JSON that is cut off", '{"call_count":1'],
    ["null", "null"],
    ["a number", "7"],
    ["a list", "[[1]]"],
    ["no numbers", '{"call_count":"9","total_time":null}'],
    ["a negative number", '{"call_count":-1}'],
    ["a huge number", '{"call_count":1e300,"total_time":1e999}'],
    ["what nests too deep", "[".repeat(100_000)],
  ])("app usage that is %s", (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  test.each([
    ["a list", "[1]"],
    ["ids without entries", '{"1":[],"2":{},"3":null,"4":"x"}'],
    ["entries without numbers", '{"1":[{"type":"whatsapp"},null,[],7]}'],
  ])("business usage that is %s", (_, text) => {
    expect(read(undefined, text)).toBeUndefined();
  });

  test("an entry and keeps the one beside it", () => {
    expect(read(undefined, JSON.stringify({ "1": [null, entry, "x"] }))?.businesses).toEqual({ "1": [known] });
  });

  test("everything when there are no headers", () => {
    expect(read()).toBeUndefined();
  });
});

describe("readUsage() reads", () => {
  test("what the app has used", () => {
    expect(read('{"total_time":25,"call_count":28,"total_cputime":26.5}')).toEqual({
      app: { callCount: 28, totalCpuTime: 26.5, totalTime: 25 },
      businesses: {},
    });
  });

  test("several entries of several ids", () => {
    const text = JSON.stringify({ "1": [entry, { ...entry, type: "new_type" }], "2": [entry] });
    expect(read(undefined, text)?.businesses).toEqual({ "1": [known, { ...known, type: "new_type" }], "2": [known] });
  });

  test("an id once more when its header is sent twice", () => {
    const headers = new Headers();
    for (const type of ["whatsapp", "other"])
      headers.append("X-Business-Use-Case-Usage", JSON.stringify({ "1": [{ ...entry, type }] }));
    expect(readUsage(headers)?.businesses["1"]?.map(({ type }) => type)).toEqual(["whatsapp", "other"]);
  });

  test("a number that is missing as 0, and a type as unknown", () => {
    const text = JSON.stringify({ "1": [{ call_count: 9 }], "2": { ...entry, type: 7 } });
    expect(read(undefined, text)?.businesses).toEqual({
      "1": [{ type: "unknown", callCount: 9, totalCpuTime: 0, totalTime: 0, regainMinutes: 0 }],
      "2": [{ ...known, type: "unknown" }],
    });
  });

  test("no more than a day as the time to regain access", () => {
    const text = `{"1":[{"estimated_time_to_regain_access":1e999}]}`;
    expect(read(undefined, text)?.businesses["1"]?.[0]?.regainMinutes).toBe(1440);
  });

  test("an id named __proto__ like any other", () => {
    const usage = read(undefined, `{"__proto__":[${JSON.stringify(entry)}]}`);
    expect(Object.entries(usage?.businesses ?? {})).toEqual([["__proto__", [known]]]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("0");
  });
});

describe("readUsage() never throws", () => {
  const header = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
  const untouched = () => [Object.keys(Object.prototype), Object.keys(Array.prototype)].flat();

  test("whatever the bytes", () => {
    fc.assert(
      fc.property(header, header, (app, businesses) => {
        expect(() => read(app, businesses)).not.toThrow();
      }),
    );
  });

  test("whatever the JSON, and returns usable numbers only", () => {
    const key = fc.constantFrom(
      "__proto__",
      "constructor",
      "type",
      "call_count",
      "total_time",
      "estimated_time_to_regain_access",
      "1",
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        fc.double(),
        fc.jsonValue(),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(key, tie("any"), { maxKeys: 4 }),
      ),
    })).any;
    const ascii = (any: unknown) => JSON.stringify(any).replace(/[^\x20-\x7e]/g, "?");
    fc.assert(
      fc.property(value, value, (app, businesses) => {
        const usage = read(ascii(app), ascii(businesses));
        const numbers = [usage?.app, ...Object.values(usage?.businesses ?? {}).flat()]
          .flatMap((counts) => Object.values(counts ?? {}))
          .filter((count) => typeof count !== "string");
        expect(numbers.every((count) => typeof count === "number" && count >= 0 && count <= 1_000_000)).toBe(true);
        expect(untouched()).toEqual([]);
      }),
    );
  });
});
