import { expect, it } from "vitest";
import { hideSecrets, record, type RecordedCall } from "./recorded-call.ts";

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
  for (let count = 1; count <= 10_002; count++) record(calls, "GET", new URL(`http://localhost/${count}`));
  expect(calls).toHaveLength(10_000);
  expect([calls[0]?.path, calls.at(-1)?.path]).toEqual(["/3", "/10002"]);
});
