import { afterEach, describe, expect, test } from "vitest";
import { answering, graphError } from "./answers.test-support.ts";
import { GraphError } from "./errors/graph-error.ts";
import { paginate } from "./paging.ts";
import { pageOf, queriesOf } from "./paging.test-support.ts";
import { testClient } from "./paths.test-support.ts";

const params = { path: { shelf_id: "7" } };
const prefetch = { prefetch: true };

const books = (fetch: Parameters<typeof testClient>[0], signal?: AbortSignal) =>
  paginate(testClient(fetch), "/{shelf_id}/books", { params, ...(signal && { signal }) }, prefetch);

/** Lets everything happen that does not wait for the network. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

// a rejection that nobody handles is told by then, and fails the run
afterEach(settle);

describe("paginate() with prefetch", () => {
  test("throws the error of the next page when its turn comes", async () => {
    const { fetch, requests } = answering(pageOf(["1", "2"], { after: "a" }), graphError(500, { code: 1 }));
    const seen: string[] = [];
    const walk = async () => {
      for await (const book of books(fetch)) {
        await settle();
        expect(requests).toHaveLength(2);
        seen.push(book.id);
      }
    };
    await expect(walk()).rejects.toThrow(GraphError);
    expect(seen).toEqual(["1", "2"]);
  });

  test("throws the error of a lost connection when its turn comes, and never otherwise", async () => {
    for (const isLeft of [true, false]) {
      const { fetch } = answering(pageOf(["1"], { after: "a" }), new TypeError("Load failed"));
      const walk = async () => {
        for await (const _ of books(fetch)) {
          await settle();
          if (isLeft) break;
        }
      };
      if (isLeft) await expect(walk()).resolves.toBeUndefined();
      else await expect(walk()).rejects.toThrow("Load failed");
    }
  });

  test("fetches one page ahead, and no more", async () => {
    const pages = [pageOf(["1"], { after: "a" }), pageOf(["2"], { after: "b" }), pageOf(["3"])];
    const { fetch, requests } = answering(...pages);
    const sent: number[] = [];
    for await (const _ of books(fetch)) {
      await settle();
      sent.push(requests.length);
    }
    expect(sent).toEqual([2, 3, 3]);
    expect(queriesOf(requests)).toEqual([{}, { after: "a" }, { after: "b" }]);
  });

  test("sends nothing before the first page is requested", async () => {
    const { fetch, requests } = answering();
    books(fetch).pages();
    await settle();
    expect(requests).toEqual([]);
  });

  test("ends the request under way when the loop is left", async () => {
    const { fetch, requests } = answering(pageOf(["1"], { after: "a" }), () => new Promise(() => {}));
    for await (const _ of books(fetch)) {
      await settle();
      break;
    }
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([false, true]);
  });

  test("ends the request under way when the loop throws", async () => {
    const { fetch, requests } = answering(pageOf(["1"], { after: "a" }), () => new Promise(() => {}));
    const walk = async () => {
      for await (const _ of books(fetch)) {
        await settle();
        throw new Error("a bug");
      }
    };
    await expect(walk()).rejects.toThrow("a bug");
    expect(requests[1]?.signal.aborted).toBe(true);
  });

  test("ends by the signal of its caller", async () => {
    const controller = new AbortController();
    const { fetch } = answering(pageOf(["1"], { after: "a" }), () => new Promise(() => {}));
    const walk = async () => {
      for await (const _ of books(fetch, controller.signal)) controller.abort(new Error("enough"));
    };
    await expect(walk()).rejects.toThrow("enough");
  });

  test("returns a page without a next cursor before it throws", async () => {
    const { fetch, requests } = answering(pageOf(["1"], { after: "a" }), pageOf(["2"], { after: "a" }));
    const seen: string[] = [];
    const walk = async () => {
      for await (const book of books(fetch)) seen.push(book.id);
    };
    await expect(walk()).rejects.toThrow("repeats a cursor");
    expect([seen, requests.length]).toEqual([["1", "2"], 2]);
  });

  test("takes at most one page more than toArray() needs", async () => {
    const { fetch, requests } = answering(
      pageOf(["1", "2"], { after: "a" }),
      pageOf(["3", "4"], { after: "b" }),
      () => new Promise(() => {}),
    );
    expect(await books(fetch).toArray({ limit: 3 })).toHaveLength(3);
    expect(requests.length).toBeLessThanOrEqual(3);
  });
});
