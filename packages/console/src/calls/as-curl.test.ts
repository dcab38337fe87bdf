import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { asCurl } from "./as-curl.ts";

test("a shell hands curl what was sent, whatever is in it", () => {
  const body = { text: { body: `it's "here" $HOME \`ls\` \\ 👍` } };
  const call = {
    id: "1",
    time: 0,
    method: "POST",
    path: "/v25.0/1/messages",
    version: "v25.0",
    query: { a: "b&c", token: "[hidden]" },
    status: 200,
    body,
  };
  const command = asCurl(call, "http://127.0.0.1:4000").replace("curl", "printf '%s\\n'");
  const words = execFileSync("sh", ["-c", command], { encoding: "utf8", env: { ACCESS_TOKEN: "secret" } }).split("\n");
  expect(words.slice(0, 8)).toEqual([
    "-X",
    "POST",
    "http://127.0.0.1:4000/v25.0/1/messages?a=b%26c",
    "-H",
    "Authorization: Bearer secret",
    "-H",
    "Content-Type: application/json",
    "-d",
  ]);
  expect(JSON.parse(words[8] ?? "")).toEqual(body);
});
