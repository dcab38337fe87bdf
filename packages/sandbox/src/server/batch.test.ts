import { describe, expect, it } from "vitest";
import type { Fault } from "../faults.ts";
import { refusal, shareSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox();
const business = "506914307656634";
const list = { method: "GET", relative_url: `${business}/preverified_numbers` };
const add = (number: string) => ({
  method: "POST",
  relative_url: `${business}/add_phone_numbers`,
  body: new URLSearchParams({ phone_number: number }).toString(),
});

/** Sends the form to the root of v25.0. */
function post(form: Record<string, string>, authorization: string | undefined = `Bearer ${sandbox.accessToken}`) {
  const headers = { ...(authorization && { Authorization: authorization }) };
  return fetch(`${sandbox.url}/v25.0/`, { method: "POST", headers, body: new URLSearchParams(form) });
}

/** The responses to the items, with parsed bodies. */
async function send(items: unknown): Promise<({ code: number; body: unknown } | null)[]> {
  const response = await post({ batch: JSON.stringify(items) });
  expect(response.status).toBe(200);
  const parts = (await response.json()) as ({ code: number; body: string } | null)[];
  return parts.map((part) => part && { ...part, body: JSON.parse(part.body) });
}

describe("a batch is rejected", () => {
  async function rejected(...sent: Parameters<typeof post>) {
    const response = await post(...sent);
    return { status: response.status, body: await response.json() };
  }

  it.each([
    [{}, "The parameter batch is required"],
    [{ batch: "[" }, "Param batch must be JSON and cannot be parsed"],
    [{ batch: "{}" }, "Param batch must be an array"],
    [{ batch: "[]" }, "Param batch must have at least 1 item"],
    [{ batch: "[null]" }, "Param batch.0 must be an object"],
    [{ batch: '[{"method":"GET"}]' }, "The parameter batch.0.relative_url is required"],
    [{ batch: '[{"method":"PUT","relative_url":"1"}]' }, "Param batch.0.method must be one of GET, POST, DELETE"],
    [
      { batch: '[{"method":"GET","relative_url":"1","attached_files":"a"}]' },
      "Unknown parameter batch.0.attached_files",
    ],
    [
      { batch: '[{"method":"GET","relative_url":"1","body":"a=1"}]' },
      "Param batch.0.body is not allowed: only a POST has one",
    ],
    [
      { batch: JSON.stringify(Array.from({ length: 51 }, () => list)) },
      "Param batch must not have more than 50 items, it has 51",
    ],
  ])("for the form %j", async (form, message) => {
    expect(await rejected(form as Record<string, string>)).toMatchObject(refusal(400, 100, message));
    expect(sandbox.calls).toMatchObject([{ method: "POST", path: "/v25.0/", status: 400 }]);
  });

  it.each([
    ["no token", "", {}],
    ["a wrong header", "Bearer not-the-one", {}],
    ["a wrong field", undefined, { access_token: "not-the-one" }],
    ["a wrong field without a header", "", { access_token: "not-the-one" }],
  ])("with %s", async (_, header, fields) => {
    expect(await rejected({ batch: JSON.stringify([list]), ...fields }, header)).toMatchObject(refusal(401, 190));
  });

  it("inside of a batch", async () => {
    expect(await send([{ method: "POST", relative_url: "", body: "batch=[]" }])).toMatchObject([
      { code: 400, body: { error: { code: 2500 } } },
    ]);
  });
});

describe("a batch", () => {
  it("makes its calls in order, each with its own response", async () => {
    const parts = await send([add("+15550123456"), list, { method: "DELETE", relative_url: "1234" }, add("call me")]);
    expect(parts).toMatchObject([
      { code: 200, body: { id: expect.stringMatching(/^\d+$/) } },
      { code: 200, body: { data: [{ phone_number: "+15550123456" }] } },
      { code: 400, body: { error: { code: 100, error_subcode: 33 } } },
      { code: 400, body: { error: { code: 100 } } },
    ]);
    expect(sandbox.calls).toMatchObject([
      { path: "/v25.0/", status: 200 },
      { operation: "addPhoneNumber", status: 200, isItem: true },
      { operation: "listPreverifiedNumbers", status: 200, isItem: true },
      { method: "DELETE", path: "/v25.0/1234", status: 400, isItem: true },
      { operation: "addPhoneNumber", status: 400, isItem: true },
    ]);
    expect(sandbox.calls[0]).not.toHaveProperty("isItem");
  });

  it("accepts the token as a field, and addresses with a slash or without", async () => {
    const batch = JSON.stringify([{ ...list, relative_url: `/${list.relative_url}?limit=1` }]);
    const form = new URLSearchParams({ batch, access_token: sandbox.accessToken });
    for (const root of ["/v25.0", "/v25.0/"]) {
      const response = await fetch(sandbox.url + root, { method: "POST", body: form });
      expect(await response.json()).toMatchObject([{ code: 200 }]);
    }
  });

  it("returns the headers of each item, unless disabled", async () => {
    sandbox.inject({ kind: "throttle", retryAfter: 3 });
    const batch = JSON.stringify([list]);
    const [part] = (await (await post({ batch })).json()) as [{ headers: unknown[] }];
    expect(part.headers).toContainEqual({ name: "retry-after", value: "3" });
    const [bare] = (await (await post({ batch, include_headers: "false" })).json()) as [object];
    expect(Object.keys(bare)).toEqual(["code", "body"]);
  });
});

describe("a fault hits one item", () => {
  const names = async () => {
    const [part] = await send([list]);
    const { data } = Object(part?.body) as { data: { phone_number: string }[] };
    return data.map(({ phone_number }) => phone_number);
  };

  it.each([
    [{ kind: "batch-timeout" }, ["+15550120001", "+15550120003"]],
    [{ kind: "batch-timeout", after: "effect" }, ["+15550120001", "+15550120002", "+15550120003"]],
  ] satisfies [Fault, string[]][])("%j, which comes back as null", async (fault, expected) => {
    const [first, ...others] = [add("+15550120001"), add("+15550120002"), add("+15550120003")];
    await send([first]);
    sandbox.inject({ ...fault, operation: "addPhoneNumber" });
    expect(await send(others)).toMatchObject([null, { code: 200 }]);
    expect(sandbox.calls.filter(({ fault: kind }) => kind)).toMatchObject([
      { fault: "batch-timeout", status: 0, isItem: true },
    ]);
    expect(await names()).toEqual(expected);
  });

  it("that makes it fail for the moment", async () => {
    sandbox.inject({ kind: "transient", operation: "addPhoneNumber" });
    expect(await send([list, add("+15550120001"), add("+15550120002")])).toMatchObject([
      { code: 200 },
      { code: 500, body: { error: { code: 2 } } },
      { code: 200 },
    ]);
  });

  it("and drops the connection of all, before the items that follow", async () => {
    sandbox.inject({ kind: "drop", operation: "addPhoneNumber" });
    await expect(send([list, add("+15550120001"), add("+15550120002")])).rejects.toThrow("fetch failed");
    expect(sandbox.calls).toMatchObject([
      { path: "/v25.0/", status: 0 },
      { status: 200 },
      { fault: "drop", status: 0 },
    ]);
    expect(await names()).toEqual([]);
  });

  it("and slows the response to all", async () => {
    sandbox.inject({ kind: "slow", milliseconds: 40 });
    const begun = performance.now();
    expect(await send([list, list])).toMatchObject([{ code: 200 }, { code: 200 }]);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(35);
  });

  it("but a batch-timeout no call by itself", async () => {
    sandbox.inject({ kind: "batch-timeout" });
    expect(await call("GET", `/${list.relative_url}`)).toMatchObject({ status: 200 });
    expect(await send([list])).toEqual([null]);
  });
});
