import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { createSandbox } from "@openwaba/sandbox";
import { describe, expect, onTestFinished, test } from "vitest";
import { Narrator } from "./narrator.ts";
import { connectToPlatform, connectToSandbox } from "./preverified-numbers/targets.ts";
import { walkThrough } from "./preverified-numbers/walk-through.ts";

/** A narrator whose lines can be read. */
function listener() {
  const lines: string[] = [];
  return { narrator: new Narrator((line) => lines.push(line)), lines };
}

/** A sandbox instead of the platform. */
async function platform() {
  const sandbox = await createSandbox({ strict: true });
  onTestFinished(() => sandbox.close());
  const { accessToken, businesses, url: baseUrl } = sandbox;
  return { sandbox, options: { accessToken, baseUrl, businessId: businesses[0].id } };
}

describe("the program", () => {
  const run = (...flags: string[]) =>
    spawnSync("node", [join(import.meta.dirname, "preverified-numbers.ts"), ...flags], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, WHATSAPP_ACCESS_TOKEN: "EAAB" },
    });

  test("lists its flags when it gets an unknown one", () => {
    const { status, stderr } = run("--wirte", "+15550123456");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Cannot read the flags: .*--wirte.*\nThe flags are --write <number>/s);
  });

  test("requires both a token and a business, or neither", () => {
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toContain("set both WHATSAPP_ACCESS_TOKEN and WHATSAPP_BUSINESS_ID, or neither");
  });
});

test("on the sandbox every step is taken, the faults are met, and the next step is named", async () => {
  const { narrator, lines } = listener();
  const target = await connectToSandbox(narrator);
  onTestFinished(() => target.close());
  await walkThrough(target, narrator);
  const text = lines.join("\n");
  expect(text).toMatch(
    /1\. Add \+1 \(555\) 012-3456 to the pool\n {3}→ POST \S+\/add_phone_numbers {2}200\n {3}It has the id \d+/,
  );
  expect(text).toContain("The code was right");
  expect(text).toMatch(/\+15550123456 {2}of Lantern Telecom, verified until \d{4}-\d\d-\d\d/);
  expect(text).toMatch(/POST \S+\/share_preverified_numbers {2}200 {2}\(60 times\)/);
  expect(text).toMatch(/partners {2}429\n {3}↻ code 130429: waiting 1\.\d s before attempt 2/);
  expect(text).toMatch(/partners {2}500\n {3}↻ code 2: waiting \d\.\d s before attempt 3/);
  expect(text).toContain("60 partners in all");
  expect(text).toContain("Cannot POST /{business_id}/share_preverified_numbers: (#100)");
  expect(lines.at(-1)).toContain("--write <number>");
});

test("on the platform it only reads, unless a number is given", async () => {
  const { sandbox, options } = await platform();
  const { narrator, lines } = listener();
  await walkThrough(connectToPlatform(narrator, { ...options, number: undefined, partners: [] }), narrator);
  expect(sandbox.calls.map((call) => call.method)).toEqual(["GET"]);
  expect(lines.join("\n")).toContain("There are none");
  expect(lines.join("\n")).not.toContain(options.accessToken);
});

test("on the platform it adds, verifies and shares the number that is given", async () => {
  const { sandbox, options } = await platform();
  const { narrator, lines } = listener();
  const partners = ["813460912570311"];
  const target = connectToPlatform(narrator, { ...options, number: "+15550123456", partners });
  await walkThrough({ ...target, readCode: async (id) => sandbox.codeFor(id) ?? "" }, narrator);
  expect(sandbox.calls.map((call) => call.operation)).toEqual(
    expect.arrayContaining(["addPhoneNumber", "verifyPreverifiedNumberCode", "sharePreverifiedNumber", "listPartners"]),
  );
  expect(lines.join("\n")).toContain("1 partners in all");
});
