import { expect, it } from "vitest";
import { hideSecrets, keepBody, record, type RecordedCall } from "./recorded-call.ts";

it("hideSecrets() keeps names and replaces the values of secrets", () => {
  const query = new URLSearchParams("limit=5&access_token=abc&appsecret_proof=def&client_secret=ghi&input_token=jkl");
  expect(hideSecrets(query)).toEqual({
    limit: "5",
    access_token: "[hidden]",
    appsecret_proof: "[hidden]",
    client_secret: "[hidden]",
    input_token: "[hidden]",
  });
});

it("record() keeps the last 10,000 calls", () => {
  const calls: RecordedCall[] = [];
  for (let count = 1; count <= 10_002; count++) record(calls, "GET", new URL(`http://localhost/${count}`), 7);
  expect(calls).toHaveLength(10_000);
  expect([calls[0], calls.at(-1)]).toMatchObject([
    { id: "3", path: "/3", time: 7 },
    { id: "10002", path: "/10002" },
  ]);
});

it("keepBody() drops the oldest calls above 64 MB, and never the last one", () => {
  const calls: RecordedCall[] = [];
  const add = (count: number, size: number) => {
    const call = record(calls, "POST", new URL(`http://localhost/${count}`), 7);
    keepBody(calls, call, "body", { text: "x".repeat(size) });
  };
  for (let count = 1; count <= 10; count++) add(count, 10 * 1_048_576);
  expect(calls.map(({ path }) => path)).toEqual(["/5", "/6", "/7", "/8", "/9", "/10"]);
  add(11, 70 * 1_048_576);
  expect(calls.map(({ path }) => path)).toEqual(["/11"]);
  add(12, 1);
  expect(calls.map(({ path, id }) => [path, id])).toEqual([["/12", "12"]]);
});
