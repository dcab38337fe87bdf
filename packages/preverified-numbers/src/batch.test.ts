import { batch, unwrap } from "@openwaba/runtime";
import { beforeEach, describe, expect, test } from "vitest";
import { createPreverifiedNumbersClient } from "./index.ts";
import { Pool } from "./pool.test-support.ts";

let pool: Pool;

beforeEach(async () => {
  pool = await Pool.open();
});

function batchingClient(auth = pool.sandbox.accessToken) {
  const options = { auth, baseUrl: pool.sandbox.url, retry: { delay: 1 }, middleware: [batch()] };
  return createPreverifiedNumbersClient(options);
}

type BatchingClient = ReturnType<typeof batchingClient>;

function add(client: BatchingClient, phone_number: string, signal?: AbortSignal) {
  const options = { params: { path: pool.business }, body: { phone_number }, ...(signal && { signal }) };
  return client.POST("/{business_id}/add_phone_numbers", options);
}

function list(client: BatchingClient) {
  return client.GET("/{business_id}/preverified_numbers", { params: { path: pool.business, query: { limit: 100 } } });
}

/** What arrived: `"/"` for a batch, with the items behind it in brackets. */
function arrived(): string[] {
  return pool.sandbox.calls.map(({ operation = "/", isItem }) => (isItem ? `[${operation}]` : operation));
}

async function numbers(): Promise<unknown[]> {
  return unwrap(await pool.list()).data.map(({ phone_number }) => phone_number);
}

describe("a call in a batch", () => {
  test("that the platform refuses fails alone, with the platform's words", async () => {
    const client = batchingClient();
    const outcomes = await Promise.all([add(client, "+15550120001"), add(client, "call me"), list(client)]);
    expect(outcomes.map(({ error }) => error?.error.code)).toEqual([undefined, 100, undefined]);
    expect(outcomes[1].error?.error.message).toContain("phone_number");
    expect(arrived()).toEqual(["/", "[addPhoneNumber]", "[addPhoneNumber]", "[listPreverifiedNumbers]"]);
  });

  test("is refused when the token is", async () => {
    const client = batchingClient("not-the-one");
    const outcomes = await Promise.all([list(client), add(client, "+15550120001")]);
    expect(outcomes.map(({ error, attempts }) => [error?.error.code, attempts])).toEqual([
      [190, 1],
      [190, 1],
    ]);
    expect(arrived()).toEqual(["/"]);
  });

  test.each([[undefined], ["effect"]] as const)(
    "is not repeated when it is a POST and the time ran out, after %s",
    async (after) => {
      pool.sandbox.inject({ kind: "batch-timeout", operation: "addPhoneNumber", ...(after && { after }) });
      const client = batchingClient();
      const [lost, answered] = await Promise.allSettled([add(client, "+15550120001"), add(client, "+15550120002")]);
      expect(lost).toMatchObject({
        reason: { message: "Cannot POST /{business_id}/add_phone_numbers: the batch timed out before this call" },
      });
      expect(answered).toMatchObject({ value: { attempts: 1 } });
      expect(arrived()).toEqual(["/", "[addPhoneNumber]", "[addPhoneNumber]"]);
    },
  );

  test("is repeated when it is a GET and the time ran out, without the others", async () => {
    pool.sandbox.inject({ kind: "batch-timeout", operation: "listPreverifiedNumbers" });
    const client = batchingClient();
    const [listed, added] = await Promise.all([list(client), add(client, "+15550120001")]);
    expect([listed.attempts, added.attempts]).toEqual([2, 1]);
    expect(unwrap(listed).data).toMatchObject([{ phone_number: "+15550120001" }]);
    expect(arrived()).toEqual(["/", "[listPreverifiedNumbers]", "[addPhoneNumber]", "listPreverifiedNumbers"]);
  });

  test("is repeated when it is a POST that the rate limit kept out", async () => {
    pool.sandbox.inject({ kind: "throttle", operation: "addPhoneNumber", code: 130429, regainMinutes: 0 });
    const client = batchingClient();
    const outcomes = await Promise.all([add(client, "+15550120001"), add(client, "+15550120002")]);
    expect(outcomes.map(({ attempts, error }) => [attempts, error])).toEqual([
      [2, undefined],
      [1, undefined],
    ]);
    expect(await numbers()).toEqual(["+15550120002", "+15550120001"]);
  });

  test("whose connection breaks off is repeated as its method allows", async () => {
    pool.sandbox.inject({ kind: "drop", after: "effect", operation: "addPhoneNumber" });
    const client = batchingClient();
    const [listed, added] = await Promise.allSettled([list(client), add(client, "+15550120001")]);
    expect(listed).toMatchObject({ value: { attempts: 2 } });
    expect(added).toMatchObject({ reason: { name: "GraphConnectionError" } });
    expect(await numbers()).toEqual(["+15550120001"]);
  });

  test("that is aborted leaves the others alone", async () => {
    pool.sandbox.inject({ kind: "slow", milliseconds: 200 });
    const client = batchingClient();
    const controller = new AbortController();
    const aborted = add(client, "+15550120001", controller.signal).catch((error: unknown) => error);
    const others = [add(client, "+15550120002"), list(client)];
    const arrival = setInterval(() => {
      if (pool.sandbox.calls.length > 0) controller.abort(new Error("enough"));
    }, 1);
    expect(await aborted).toEqual(new Error("enough"));
    clearInterval(arrival);
    for (const result of await Promise.all(others)) expect(result.error).toBeUndefined();
  });
});

test("200 calls take four requests, and each gets its own answer", async () => {
  const client = batchingClient();
  const wanted = Array.from({ length: 100 }, (_, index) => `+1555012${String(index).padStart(4, "0")}`);
  const added = await Promise.all(wanted.map((phone_number) => add(client, phone_number)));
  const ids = added.map((result) => unwrap(result).id);
  expect(await numbers()).toEqual(wanted.slice(0, 25)); // one page
  const read = await Promise.all(
    ids.map((id) =>
      client.GET("/{pre_verified_phone_number_id}", { params: { path: { pre_verified_phone_number_id: id } } }),
    ),
  );
  expect(new Set(ids).size).toBe(100);
  expect(read.map((result) => unwrap(result).id)).toEqual(ids);
  expect(arrived().filter((call) => call === "/")).toHaveLength(4);
});
