import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Sandbox } from "@openwaba/sandbox";

/** A template in a file. */
export const template = (own: object = {}) => ({
  name: "order_left",
  language: "en_US",
  category: "UTILITY",
  components: [{ type: "BODY", text: "Your order has left." }],
  ...own,
});

export const body = (text: string) => ({ components: [{ type: "BODY", text }] });

/** Files as they are written. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Names and states of the templates of the sandbox that tests create. */
export async function templatesIn(sandbox: Sandbox, account = sandbox.accountId): Promise<Record<string, unknown>[]> {
  const { data } = await read(
    sandbox,
    `/${account}/message_templates?limit=1000&fields=name,language,status,category,components`,
  );
  return data as Record<string, unknown>[];
}

/** The id of a template. */
export async function idOf(sandbox: Sandbox, name: string): Promise<string> {
  const found = (await templatesIn(sandbox)).find((one) => one["name"] === name);
  if (!found) throw new Error(`there is no template ${name}`);
  return String(found["id"]);
}

async function read({ url, accessToken }: Sandbox, path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
  return (await response.json()) as Record<string, unknown>;
}

/**
 * A server in front of the sandbox that passes everything on, but never says what became of the calls that `isHeld` picks,
 * and resolves `held` with the first of them.
 */
export async function holdBack({ url }: Sandbox, isHeld: (method: string, path: string, count: number) => boolean) {
  let hold: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (hold = resolve));
  let count = 0;
  const server = createServer(async (request, response) => {
    const { method = "GET", url: path = "/" } = request;
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const { authorization = "", "content-type": type } = request.headers;
    const headers = { authorization, ...(type !== undefined && { "content-type": type }) };
    const sent = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const answer = await fetch(`${url}${path}`, { method, headers, ...sent });
    const text = await answer.text();
    if (method !== "GET" && isHeld(method, path, ++count)) return hold();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, held };
}
