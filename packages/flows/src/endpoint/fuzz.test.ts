import * as fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createFlowEndpoint } from "./create-flow-endpoint.ts";
import { InvalidFlowTokenError } from "./errors.ts";
import {
  address,
  appSecret,
  createKeys,
  decryptResponse,
  encryptRequest,
  newSession,
  sign,
  signed,
} from "./endpoint.test-support.ts";

let cases = 0;
afterAll(() => void process.stdout.write(`  fuzz: ${cases.toLocaleString("en")} cases\n`));

/** Runs `check` on a number of cases, and counts them. */
async function holds<Values extends [unknown, ...unknown[]]>(
  count: number,
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...values: Values) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty<Values>(...arbitraries, async (...values) => {
    cases++;
    await check(...values);
  });
  await fc.assert(property, { numRuns: count });
}

const { pem, publicKey } = createKeys();

function start() {
  const errors: unknown[] = [];
  const handle = vi.fn<(event: { screen: string; data: object }) => { screen: string; data: object }>(
    ({ screen, data }) => ({ screen: screen || "FIRST", data }),
  );
  const on = { INIT: handle, BACK: handle, data_exchange: handle };
  const endpoint = createFlowEndpoint({ privateKey: pem, appSecret, on, onError: (error) => errors.push(error) });
  return { endpoint, handle, errors };
}

const names = fc.constantFrom(
  "action",
  "screen",
  "data",
  "flow_token",
  "error",
  "error_message",
  "__proto__",
  "version",
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1.5, "", "INIT", "BACK", "data_exchange", "ping", "constructor", "__proto__"),
    fc.string({ unit: "grapheme" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(names, fc.string()), tie("json"), { maxKeys: 5 }),
  ),
}));
const payload = fc.oneof(
  json,
  fc.record({ action: json, screen: json, data: json, flow_token: json, version: json }, { requiredKeys: [] }),
  fc.record({ action: fc.constantFrom("INIT", "BACK", "data_exchange", "ping"), screen: fc.string(), data: json }),
);

describe("with random input", () => {
  test("nothing that is not signed is decrypted, answered or reported", async () => {
    const { endpoint, handle, errors } = start();
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((data) => new Uint8Array(data)),
      fc.constant(JSON.stringify(encryptRequest('{"action":"INIT"}', publicKey))),
    );
    const signature = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((data) => `sha256=${Buffer.from(data).toString("hex")}`),
      fc.constantFrom("", "sha256=", `sha256=${"0".repeat(64)}`),
    );
    await holds(1500, [body, signature, fc.constantFrom("POST", "PUT", "PATCH")], async (sent, value, method) => {
      const headers = new Headers();
      try {
        headers.set("x-hub-signature-256", value);
      } catch {
        return; // no request can have it
      }
      const response = await endpoint(new Request(address, { method, headers, body: sent }));
      expect([await response.text(), [432, 405].includes(response.status)]).toEqual(["", true]);
    });
    expect([handle.mock.calls, errors]).toEqual([[], []]);
  });

  test("no change of an encrypted part reaches a handler, even when it is signed", async () => {
    const { endpoint, handle } = start();
    const parts = encryptRequest('{"action":"INIT"}', publicKey);
    const part = fc.constantFrom("encrypted_flow_data", "encrypted_aes_key", "initial_vector" as const);
    await holds(600, [part, fc.nat(), fc.integer({ min: 1, max: 255 })], async (name, place, mask) => {
      const bytes = Buffer.from(parts[name], "base64");
      bytes[place % bytes.length] = Number(bytes[place % bytes.length]) ^ mask;
      const response = await endpoint(signed(JSON.stringify({ ...parts, [name]: bytes.toString("base64") })));
      expect([response.status, await response.text()]).toEqual([421, ""]);
    });
    await holds(600, [part, fc.nat()], async (name, length) => {
      const cut = parts[name].slice(0, length % parts[name].length);
      const response = await endpoint(signed(JSON.stringify({ ...parts, [name]: cut })));
      expect([response.status, await response.text()]).toEqual([421, ""]);
    });
    expect(handle).not.toHaveBeenCalled();
  });

  test("what is signed but not an encrypted request gets 400 or 421, and never throws", async () => {
    const { endpoint, handle } = start();
    const envelope = fc.record(
      { encrypted_flow_data: json, encrypted_aes_key: json, initial_vector: json, [`__proto__`]: json },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.oneof(json, envelope).map((value) => JSON.stringify(value)),
      fc.string({ unit: "binary" }),
    );
    await holds(1500, [body], async (text) => {
      const response = await endpoint(signed(text, sign(text)));
      expect([400, 421]).toContain(response.status);
    });
    expect(handle).not.toHaveBeenCalled();
  });

  test("whatever a client encrypts is answered, and only for that client", async () => {
    const { endpoint, errors } = start();
    await holds(1500, [payload], async (value) => {
      const session = newSession();
      const response = await endpoint(
        signed(JSON.stringify(encryptRequest(JSON.stringify(value), publicKey, session))),
      );
      const text = await response.text();
      expect([200, 400, 500]).toContain(response.status);
      if (response.status !== 200) return expect(text).toBe("");
      expect(JSON.parse(decryptResponse(text, session))).toBeTypeOf("object");
      expect(() => decryptResponse(text, newSession())).toThrow("authenticate");
    });
    for (const error of errors) expect(error).toMatchObject({ name: "FlowEndpointError" });
  });

  test("texts of handlers arrive unchanged", async () => {
    await holds(300, [fc.string({ unit: "grapheme" })], async (text) => {
      const session = newSession();
      const INIT = () => {
        throw new InvalidFlowTokenError(text);
      };
      const endpoint = createFlowEndpoint({ privateKey: pem, appSecret, on: { INIT } });
      const body = JSON.stringify(encryptRequest('{"action":"INIT"}', publicKey, session));
      const answer = decryptResponse(await (await endpoint(signed(body))).text(), session);
      expect(JSON.parse(answer)).toEqual({ error_msg: text });
    });
  });
});

describe("with hostile input", () => {
  const send = async (text: string) => {
    const { endpoint, handle, errors } = start();
    const plain = await endpoint(signed(text));
    const session = newSession();
    const response = await endpoint(signed(JSON.stringify(encryptRequest(text, publicKey, session))));
    return { plain: plain.status, status: response.status, handle, errors };
  };

  test.each([
    ["an array of 200,000 levels", "[".repeat(200_000)],
    ["closed ones", "[".repeat(200_000) + "]".repeat(200_000)],
    ["objects", '{"a":'.repeat(200_000) + "1" + "}".repeat(200_000)],
  ])("%s get 400", async (_, text) => {
    expect(await send(text)).toMatchObject({ plain: 400, status: 400 });
  });

  test("deep data that a handler returns is an error of it, or arrives", async () => {
    const deep = `{"action":"INIT","data":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
    const { status, handle } = await send(deep);
    expect([200, 500]).toContain(status);
    expect(handle).toHaveBeenCalledOnce();
  });

  test("of a key that is there twice the last one counts, and __proto__ is a name like others", async () => {
    const { status, handle } = await send(
      '{"action":"ping","data":{"__proto__":{"isAdmin":true}},"action":"INIT","__proto__":{"screen":"X"}}',
    );
    expect(status).toBe(200);
    const [[event] = []] = handle.mock.calls;
    expect([event?.screen, Object.hasOwn(event ?? {}, "isAdmin"), "isAdmin" in Object(event?.data)]).toEqual([
      "",
      false,
      false,
    ]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test("data of the largest size is answered", async () => {
    const { status } = await send(JSON.stringify({ action: "INIT", data: { photo: "x".repeat(7_000_000) } }));
    expect(status).toBe(200);
  });
});
