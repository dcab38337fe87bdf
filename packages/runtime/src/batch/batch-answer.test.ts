import { describe, expect, test } from "vitest";
import { requestTo } from "./batch.test-support.ts";
import { shareAnswer } from "./batch-answer.ts";
import { withText } from "../call/read-response.ts";

/** Outcomes of `count` callers for this response to the batch. */
async function share(answer: unknown, count = 1): Promise<unknown[]> {
  const outcomes: unknown[] = Array.from({ length: count }, () => "waits");
  const callers = outcomes.map((_, index) => ({
    request: requestTo("GET", String(index)),
    answer: (response: Response) => void (outcomes[index] = response),
    fail: (error: unknown) => void (outcomes[index] = error),
  }));
  await shareAnswer(answer instanceof Response ? answer : Response.json(answer), callers);
  return outcomes;
}

const good = { code: 200, headers: [], body: "{}" };
const unreadable = "its item in the response to the batch is malformed";

describe("shareAnswer() fails", () => {
  test.each([
    ["null", null, "the batch timed out before this call"],
    ["text", "{}", unreadable],
    ["a list", [200], unreadable],
    ["without a code", { body: "{}" }, unreadable],
    ["with a code in text", { ...good, code: "200" }, unreadable],
    ["with a code that is no status", { ...good, code: 99 }, unreadable],
    ["with a code above all statuses", { ...good, code: 700 }, unreadable],
    ["with a broken code", { ...good, code: 200.5 }, unreadable],
    ["with a body that is not text", { ...good, body: { id: "1" } }, unreadable],
  ])("a caller whose part is %s, and no other", async (_, part, reason) => {
    const [first, second] = await share([part, good], 2);
    expect(first).toMatchObject({ name: "GraphConnectionError", message: `Cannot GET /{thing_id}: ${reason}`, reason });
    expect(second).toMatchObject({ status: 200 });
  });

  test.each([
    ["no JSON", new Response("<html>"), "no list"],
    ["nothing", new Response(null), "no list"],
    ["an object", { data: [] }, "no list"],
    ["fewer items", [good], "1 items"],
    ["more items", [good, good, good], "3 items"],
  ])("every caller when the batch is answered by %s", async (_, answer, found) => {
    const reason = `the batch of 2 calls returned ${found}`;
    expect(await share(answer, 2)).toMatchObject([{ reason }, { reason }]);
  });
});

describe("shareAnswer() passes on", () => {
  test.each([
    ["a Graph error", 401, '{"error":{"message":"expired","code":190}}'],
    ["a Graph error with status 200", 200, '{"error":{"message":"too many calls","code":4}}'],
    ["the page of a proxy", 502, "<html>"],
  ])("%s as the response to every call", async (_, status, text) => {
    const outcomes = (await share(new Response(text, { status, headers: { "Retry-After": "3" } }), 2)) as Response[];
    expect(outcomes[0]).not.toBe(outcomes[1]);
    for (const outcome of outcomes) {
      expect([outcome.status, outcome.headers.get("Retry-After")]).toEqual([status, "3"]);
      expect([await outcome.text(), await outcome.text()]).toEqual([text, text]);
    }
  });

  test.each([600, 999])("status %i, with which no Response can be made", async (status) => {
    const answer = withText(Object.defineProperty(new Response(null), "status", { value: status }), "odd");
    const outcomes = (await share(Object.defineProperty(answer, "ok", { value: false }), 2)) as Response[];
    expect(outcomes.map((outcome) => outcome.status)).toEqual([status, status]);
    expect(await Promise.all(outcomes.map((outcome) => outcome.text()))).toEqual(["odd", "odd"]);
  });

  test("a redirect that a browser hides", async () => {
    expect(await share(Response.error(), 2)).toMatchObject([{ status: 0 }, { status: 0 }]);
  });

  test("status, headers and text of each part, to be read again and again", async () => {
    const headers = [{ name: "Retry-After", value: "7" }];
    const [response] = (await share([{ code: 429, headers, body: '{"a":[1]}' }])) as [Response];
    expect([response.status, response.headers.get("Retry-After")]).toEqual([429, "7"]);
    expect([await response.json(), await response.json(), await response.text()]).toEqual([
      { a: [1] },
      { a: [1] },
      '{"a":[1]}',
    ]);
  });

  test.each([204, 304])("a part with status %i, which has no body", async (code) => {
    const [response] = (await share([{ code, body: "" }])) as [Response];
    expect([response.status, response.body, await response.text()]).toEqual([code, null, ""]);
  });

  test.each([
    [undefined],
    [{ "X-A": "1" }],
    [[null, 7, "X-A", { name: "X-A" }, { value: "1" }, { name: 1, value: "1" }, { name: "X-A", value: ["1"] }]],
    [
      [
        { name: "X A", value: "1" },
        { name: "X-A", value: "1\r\nX-B: 2" },
        { name: "", value: "1" },
      ],
    ],
  ])("a part with the headers %j, without these", async (headers) => {
    const [response] = (await share([{ ...good, headers }])) as [Response];
    expect([...response.headers.keys()]).toEqual(["content-type"]);
  });

  test("a part with names that objects have by themselves", async () => {
    const text =
      '[{"code":200,"__proto__":{"code":500},"headers":[{"name":"__proto__","value":"1"}],"body":"{\\"__proto__\\":1}"}]';
    const [response] = (await share(new Response(text))) as [Response];
    expect([response.status, response.headers.get("__proto__"), await response.text()]).toEqual([
      200,
      "1",
      '{"__proto__":1}',
    ]);
  });

  test("the usage headers of the whole answer, unless an item has its own", async () => {
    const own = { ...good, headers: [{ name: "X-App-Usage", value: "own" }] };
    const answer = Response.json([good, own], { headers: { "X-App-Usage": "all", "X-Business-Use-Case-Usage": "{}" } });
    const outcomes = (await share(answer, 2)) as Response[];
    expect(outcomes.map(({ headers }) => headers.get("X-App-Usage"))).toEqual(["all", "own"]);
    expect(outcomes.map(({ headers }) => headers.get("X-Business-Use-Case-Usage"))).toEqual(["{}", "{}"]);
  });
});
