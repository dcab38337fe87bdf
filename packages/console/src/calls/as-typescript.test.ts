import { describe, expect, test } from "vitest";
import { asTypeScript } from "./as-typescript.ts";
import type { OperationDetails } from "@openwaba/sandbox";

const addresses = { url: "http://127.0.0.1:4000", mediaUrl: "http://127.0.0.1:4001" };
const sendMessage: OperationDetails = {
  operationId: "sendMessage",
  method: "POST",
  path: "/{phone_number_id}/messages",
  domain: "messages",
  texts: { text: "json" },
  credentials: [],
  functions: [
    { name: "sendMessage", required: ["messaging_product"], constants: { messaging_product: "whatsapp" } },
    {
      name: "markMessageAsRead",
      required: ["messaging_product", "status", "message_id"],
      constants: { messaging_product: "whatsapp", status: "read" },
    },
  ],
  hasWholeBody: false,
  takesBytes: false,
};
const call = {
  id: "1",
  time: 0,
  status: 200,
  method: "POST",
  path: "/v25.0/108/messages",
  version: "v25.0",
  operation: "sendMessage",
  query: {},
};
const text = { messaging_product: "whatsapp", to: "15550123456", text: { body: "Hi" } };

describe("asTypeScript()", () => {
  test("writes a program without constants and without the token", () => {
    const query = { access_token: "[hidden]", appsecret_proof: "[hidden]" };
    expect(asTypeScript({ ...call, query, body: { ...text, access_token: "[hidden]" } }, sendMessage, addresses)).toBe(
      `import { createMessagesClient, sendMessage } from "@openwaba/messages";

const client = createMessagesClient({
  auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "",
  baseUrl: "http://127.0.0.1:4000",
  version: "v25.0",
});

await sendMessage(client, { phone_number_id: "108", to: "15550123456", text: { body: "Hi" } });
`,
    );
  });

  test("chooses the function that takes the body", () => {
    const body = { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" };
    const lastLine = asTypeScript({ ...call, body }, sendMessage, addresses)
      ?.trim()
      .split("\n")
      .at(-1);
    expect(lastLine).toBe('await markMessageAsRead(client, { phone_number_id: "108", message_id: "wamid.1" });');
  });

  test("keeps what is wrong, also a constant", () => {
    const body = { messaging_product: "telegram", to: 5 };
    expect(asTypeScript({ ...call, body }, sendMessage, addresses)).toContain(
      '{ phone_number_id: "108", messaging_product: "telegram", to: 5 }',
    );
  });

  test("reads text of forms and queries as what the function takes", () => {
    const body = { ...text, text: '{"body":"Hi"}' };
    expect(asTypeScript({ ...call, body }, sendMessage, addresses)).toContain('text: { body: "Hi" }');
  });

  test("reads files from the working directory", () => {
    const body = { file: { name: 'a"b.jpg', type: "image/jpeg", size: 5 } };
    const snippet = asTypeScript({ ...call, body }, sendMessage, addresses);
    expect(snippet).toContain('import { readFile } from "node:fs/promises";');
    expect(snippet).toContain('file: new File([await readFile("a\\"b.jpg")], "a\\"b.jpg", { type: "image/jpeg" })');
  });

  test("downloads from the media host", () => {
    const operation = { ...sendMessage, operationId: "downloadMedia", domain: "media", path: "/{media_url}" };
    const functions = [{ name: "downloadMedia", required: [], constants: {} }];
    const download = { ...call, method: "GET", operation: "downloadMedia", path: "/files", query: { mid: "1" } };
    const snippet = asTypeScript({ ...download, version: undefined }, { ...operation, functions }, addresses);
    expect(snippet).toContain('mediaOrigins: ["http://127.0.0.1:4001"]');
    expect(snippet).toContain(
      'console.log(await downloadMedia(client, { url: "http://127.0.0.1:4001/files?mid=1" }));',
    );
  });

  test.each([
    ["no function makes it", { ...sendMessage, functions: [] }, call],
    ["its documents are not ours", { ...sendMessage, domain: undefined }, call],
    ["its path is another one", sendMessage, { ...call, path: "/v25.0/108" }],
    ["its body is no object", sendMessage, { ...call, body: ["whatsapp"] }],
  ])("writes nothing if %s", (_, { domain, ...operation }, sent) => {
    expect(asTypeScript(sent, { ...operation, ...(domain !== undefined && { domain }) }, addresses)).toBeUndefined();
  });
});
