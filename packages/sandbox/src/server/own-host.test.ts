import { expect, it } from "vitest";
import { namesOwnHost } from "./own-host.ts";

it.each([
  "http://evil.example",
  "http://evil.example:4000",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "http://notlocalhost",
  "http://192.168.0.2",
  "http://0.0.0.0:4000",
  "http://[::2]",
  "http://a b",
  "http://",
  "null",
  "",
])("namesOwnHost() rejects %j", (url) => {
  expect(namesOwnHost(url, ["192.168.0.1", undefined])).toBe(false);
});

it.each([
  ["http://localhost:4000", []],
  ["http://LOCALHOST", []],
  ["http://docs.localhost:3000", []],
  ["https://127.0.0.1:4000", []],
  ["http://127.3.2.1", []],
  ["http://[::1]:4000", []],
  ["http://192.168.0.1:4000", ["192.168.0.1"]],
  ["http://192.168.0.1:4000", ["::", "::ffff:192.168.0.1"]],
  ["http://[fd00::1]:4000", ["fd00::1"]],
  ["http://Sandbox:4000", ["sandbox"]],
])("namesOwnHost() accepts %j where the server has the addresses %j", (url, hosts) => {
  expect(namesOwnHost(url, hosts)).toBe(true);
});
