import * as fc from "fast-check";
import { createHmac } from "node:crypto";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createWebhookHandler } from "./handler.ts";
import * as portable from "./hmac.ts";
import { lists } from "./lists.ts";
import { readEvents } from "./read-events.ts";
import { verifySignature } from "./signature.ts";
import { address, appSecret, metadata, signedRequest, verifyToken } from "./webhooks.test-support.ts";

let cases = 0;
afterAll(() => void process.stdout.write(`  fuzz: ${cases.toLocaleString("en")} cases\n`));

/** Runs `check` on a number of cases, and counts them. */
async function holds<Values extends [unknown, ...unknown[]]>(
  count: number,
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...values: Values) => Promise<void> | void,
): Promise<void> {
  const property = fc.asyncProperty<Values>(...arbitraries, async (...values) => {
    cases++;
    await check(...values);
  });
  await fc.assert(property, { numRuns: count });
}

const sign = (body: Uint8Array | string, secret = appSecret) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

const bytes = fc.uint8Array({ maxLength: 300 }).map((data) => new Uint8Array(data));
const hex = fc
  .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.join(""));
/** Anything that the types of a header allow, much of it close to a signature. */
const header = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  hex,
  hex.map((digits) => `sha256=${digits}`),
  hex.map((digits) => `sha256=${digits.toUpperCase()} `),
  hex.map((digits) => `sha1=${digits.slice(0, 40)}`),
  fc.constantFrom(null, undefined, "", "sha256=", "sha256=undefined", `sha256=${"0".repeat(64)}`),
);

const name = fc.oneof(
  fc.constantFrom(...Object.keys(lists), ...Object.values(lists).flatMap((own) => Object.keys(own))),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "metadata",
    "contacts",
    "id",
    "type",
    "status",
    "event",
    "waba_info",
    "statuses",
  ),
  fc.string(),
);
/** Any JSON, with the names of the platform in it. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1.5, "", "text", "PARTNER_ADDED", "payment", 9_007_199_254_740_992),
    fc.string({ unit: "grapheme" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(name, tie("json"), { maxKeys: 5 }),
  ),
}));

interface Change {
  field: string;
  value: unknown;
}
const item = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(name, json, { maxKeys: 4 }) },
  { weight: 1, arbitrary: json },
);
const listed = fc.constantFrom(...Object.entries(lists)).chain(([field, own]) =>
  fc
    .tuple(
      fc.dictionary(name, json, { maxKeys: 3 }),
      fc.oneof({ weight: 4, arbitrary: fc.constant({ metadata }) }, { weight: 1, arbitrary: fc.constant({}) }),
      fc.record(Object.fromEntries(Object.keys(own).map((list) => [list, fc.array(item, { maxLength: 4 })])), {
        requiredKeys: [],
      }),
    )
    .map(([rest, number, items]): Change => ({
      field,
      value:
        field === "standby"
          ? { ...rest, ...number, standby: items }
          : { ...withoutLists(rest, own), ...number, ...items },
    })),
);
const change: fc.Arbitrary<Change> = fc.oneof(listed, fc.record({ field: name, value: json }));
const envelope = fc.record({
  object: fc.constant("whatsapp_business_account"),
  entry: fc.array(
    fc.record(
      { id: fc.string(), time: fc.integer(), changes: fc.array(change, { maxLength: 4 }) },
      { requiredKeys: ["id", "changes"] },
    ),
    { maxLength: 3 },
  ),
});

function withoutLists(rest: object, own: object): object {
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !Object.hasOwn(own, key)));
}

/** Count of events that a change must become, computed independently of the code. */
function eventsOf(entryId: string, { field, value }: Change): number {
  if (!Object.hasOwn(lists, field)) return 1;
  if (entryId === "" || Object(Object(value).metadata).phone_number_id !== metadata.phone_number_id) return 1;
  const holder = Object(field === "standby" ? Object(value).standby : value);
  const own = Object.keys(lists[field as keyof typeof lists]);
  const items = own.flatMap((list) =>
    !Array.isArray(holder) && Object.hasOwn(holder, list) && Array.isArray(holder[list]) ? holder[list] : [],
  );
  return Math.max(1, items.length);
}

function start() {
  const onError = vi.fn<(error: unknown) => void>();
  let handled = 0;
  const other = () => void handled++;
  const handler = createWebhookHandler({ appSecret, verifyToken, on: { other }, dedupe: false, onError });
  return { handler, onError, count: () => handled };
}

describe("with random input", () => {
  test("nothing verifies without the secret", async () => {
    await holds(3000, [bytes, header, fc.string()], async (body, value, secret) => {
      expect(await verifySignature(body, value, appSecret)).toBe(false);
      if (secret !== appSecret) expect(await verifySignature(body, sign(body, secret), appSecret)).toBe(false);
    });
  });

  test("no change of a body or of its signature verifies", async () => {
    await holds(
      2000,
      [bytes.filter(({ length }) => length > 0), fc.nat(), fc.integer({ min: 1, max: 255 })],
      async (body, place, mask) => {
        const signature = sign(body);
        expect(await verifySignature(body, signature, appSecret)).toBe(true);
        const other = Uint8Array.from(body, (byte, index) => (index === place % body.length ? byte ^ mask : byte));
        expect(await verifySignature(other, signature, appSecret)).toBe(false);
        expect(await portable.verifyHmac(appSecret, other, signature.slice(7))).toBe(false);
        const at = 7 + (place % 64);
        const digit = ((Number.parseInt(signature.charAt(at), 16) + 1) % 16).toString(16);
        expect(await verifySignature(body, signature.slice(0, at) + digit + signature.slice(at + 1), appSecret)).toBe(
          false,
        );
      },
    );
  });

  test("the handler rejects what is not signed, and never throws", async () => {
    const { handler, onError, count } = start();
    await holds(2000, [bytes, header, fc.constantFrom("POST", "PUT", "PATCH")], async (body, value, method) => {
      const headers = new Headers();
      try {
        headers.set("x-hub-signature-256", String(value));
      } catch {
        return; // no request can have it
      }
      const answer = await handler(new Request(address, { method, headers, body }));
      expect([401, 405]).toContain(answer.status);
    });
    expect([count(), onError.mock.calls]).toEqual([0, []]);
  });

  test("the handler rejects every handshake without the token, and never throws", async () => {
    const { handler } = start();
    const query = fc.dictionary(
      fc.constantFrom("hub.mode", "hub.verify_token", "hub.challenge", "x"),
      fc.oneof(fc.string({ unit: "binary" }), fc.constant("subscribe")),
    );
    await holds(1000, [query], async (values) => {
      const answer = await handler(new Request(`${address}?${new URLSearchParams(values)}`));
      expect(answer.status).toBe(403);
    });
  });

  test("the handler responds to what is signed but not a delivery, and never throws", async () => {
    const { handler, onError, count } = start();
    await holds(
      1500,
      [
        fc.oneof(
          bytes,
          json.map((value) => JSON.stringify(value)),
        ),
      ],
      async (body) => {
        const headers = { "x-hub-signature-256": sign(body) };
        const answer = await handler(new Request(address, { method: "POST", headers, body }));
        expect([200, 400]).toContain(answer.status);
      },
    );
    expect([count(), onError.mock.calls]).toEqual([0, []]);
  });

  test("a delivery yields one event for each item, with a stable key", async () => {
    await holds(3000, [envelope], (payload) => {
      // as it is once it was sent: -0 is 0
      const text = JSON.stringify(payload);
      const sent: typeof payload = JSON.parse(text);
      const events = readEvents(text);
      const changes = sent.entry.flatMap((entry) => entry.changes);
      const counts = sent.entry.flatMap((entry) => entry.changes.map((one) => eventsOf(entry.id, one)));
      expect(events).toHaveLength(counts.reduce((total, count) => total + count, 0));
      expect(new Set(events.map(({ field }) => field))).toEqual(new Set(changes.map(({ field }) => field)));
      expect(events.map(({ dedupeKey }) => dedupeKey)).toEqual(readEvents(text).map(({ dedupeKey }) => dedupeKey));
    });
  });

  test("the handler calls a handler for every event of a signed delivery", async () => {
    const { handler, onError, count } = start();
    let expected = 0;
    await holds(1500, [envelope], async (payload) => {
      const answer = await handler(await signedRequest(payload));
      expect(answer.status).toBe(200);
      expected += readEvents(JSON.stringify(payload)).length;
    });
    expect([count(), onError.mock.calls]).toEqual([expected, []]);
  });
});
