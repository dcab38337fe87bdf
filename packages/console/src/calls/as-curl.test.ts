import { execFile, execFileSync } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import type { RecordedCall } from "@openwaba/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { isWithoutShell } from "../../../../scripts/lib/shell.ts";
import { asCurl } from "./as-curl.ts";

const addresses = { url: "http://127.0.0.1:4000", mediaUrl: "http://127.0.0.1:4001" };
const call = { id: "1", time: 0, method: "POST", path: "/v25.0/1/messages", version: "v25.0", query: {}, status: 200 };
const odd = 'it\'s "here" $HOME `ls` \\ \n@file <file ;type=a </script> é 👍';

/** What a shell hands to curl. */
function wordsOf(made: RecordedCall, kept?: readonly string[]): string[] {
  const command = asCurl(made, addresses, kept).replace("curl", "printf '%s\\0'");
  const env = { WHATSAPP_ACCESS_TOKEN: "secret" };
  return execFileSync("sh", ["-c", command], { encoding: "utf8", env }).split("\0").slice(0, -1);
}

test.skipIf(isWithoutShell)("a shell hands curl what was sent, whatever is in it", () => {
  const body = { text: { body: odd }, access_token: "[hidden]" };
  const words = wordsOf({ ...call, query: { a: "b&c", access_token: "[hidden]" }, body });
  expect(words.slice(0, -1)).toEqual([
    "http://127.0.0.1:4000/v25.0/1/messages?a=b%26c",
    "-H",
    "Authorization: Bearer secret",
    "-H",
    "Content-Type: application/json",
    "-d",
  ]);
  expect(JSON.parse(words.at(-1) ?? "")).toEqual({ text: { body: odd } });
});

test.skipIf(isWithoutShell)("the method is there if curl would choose another one", () => {
  expect(wordsOf({ ...call, method: "GET" })[0]).toBe("http://127.0.0.1:4000/v25.0/1/messages");
  expect(wordsOf({ ...call, method: "DELETE", body: { a: 1 } }).slice(0, 2)).toEqual(["-X", "DELETE"]);
  expect(wordsOf(call).slice(0, 2)).toEqual(["-X", "POST"]);
});

test.skipIf(isWithoutShell)("a download is one of the media host, and credentials that an operation takes stay", () => {
  expect(wordsOf({ ...call, method: "GET", operation: "downloadMedia", path: "/f", query: { mid: "1" } })[0]).toBe(
    "http://127.0.0.1:4001/f?mid=1",
  );
  const query = { access_token: "[hidden]" };
  expect(wordsOf({ ...call, method: "GET", query }, ["access_token"])[0]).toContain("access_token=%5Bhidden%5D");
});

test.skipIf(isWithoutShell)("curl sends forms, files, batches and bytes as they were", async () => {
  const folder = mkdtempSync(join(tmpdir(), "curl-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['a "b"; c.jpg', "file"]) writeFileSync(join(folder, name), "bytes");
  const received: Request[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = "", url: path = "", headers } = request;
    const body = new Uint8Array(await buffer(request));
    const own = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    received.push(new Request(`http://127.0.0.1${path}`, { method, body, headers: own }));
    response.end();
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (made: RecordedCall) =>
    promisify(execFile)("sh", ["-c", asCurl(made, { url, mediaUrl: url }).replace("curl", "curl -s")], {
      cwd: folder,
      env: { ...process.env, WHATSAPP_ACCESS_TOKEN: "secret" },
    });

  const file = { name: 'a "b"; c.jpg', type: "image/jpeg", size: 5 };
  await send({ ...call, path: "/v25.0/{1}/[media]", body: { messaging_product: odd, file, access_token: "[hidden]" } });
  await send({ ...call, path: "/v25.0/", body: { batch: `[{"method":"GET","relative_url":"${odd}"}]` } });
  await send({ ...call, operation: "uploadFileBytes", body: { type: "image/png", size: 5 } });
  await send({ ...call, body: { text: odd } });
  const [form, batch, bytes, json] = received;

  const fields = await form?.formData();
  expect([...(fields?.keys() ?? [])]).toEqual(["messaging_product", "file"]);
  expect(String(fields?.get("messaging_product")).replaceAll("\r\n", "\n")).toBe(odd);
  expect(fields?.get("file")).toMatchObject({ name: 'a "b"; c.jpg', type: "image/jpeg", size: 5 });
  expect(form?.headers.get("authorization")).toBe("Bearer secret");

  expect(Object.fromEntries(new URLSearchParams(await batch?.text()))).toEqual({
    batch: `[{"method":"GET","relative_url":"${odd}"}]`,
  });
  expect(await bytes?.text()).toBe("bytes");
  expect(bytes?.headers.get("authorization")).toBe("OAuth secret");
  expect(bytes?.headers.get("content-type")).toBe("image/png");
  expect(await json?.json()).toEqual({ text: odd });
});
