import { once } from "node:events";
import { request as open } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSandbox, type Sandbox } from "../sandbox.ts";
import { checkAnswer } from "../sandbox.test-support.ts";
import { OperationTable } from "../server/operations.ts";
import { defaultSpecs, loadSpecs } from "../specs.ts";
import { serve } from "../webhooks/receiver.test-support.ts";
import { type Client, type FlowRequest, methodOf, readClients } from "./read-flows.test-support.ts";

const table = new OperationTable(await loadSpecs(defaultSpecs));
const clients = readClients();

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `fetch` sends no body with GET, some clients do. */
async function send(url: string, method: string, headers: Record<string, string>, body?: Uint8Array): Promise<Answer> {
  const sent = open(url, { method, headers: body ? { ...headers, "content-length": body.length } : headers });
  const [response] = await once(sent.end(body), "response");
  return { status: Number(response.statusCode), body: await text(response) };
}

async function bodyOf({ json, form, type }: FlowRequest) {
  if (json !== undefined) return { type: "application/json", bytes: Buffer.from(JSON.stringify(json)) };
  if (!form) return { type };
  const fields = new FormData();
  for (const [name, field] of Object.entries(form)) {
    if (typeof field === "string") fields.append(name, field);
    else fields.append(name, new Blob([field.text ?? "a file"], { type: field.type }), field.file);
  }
  const encoded = new Response(fields);
  const contentType = encoded.headers.get("content-type") ?? undefined;
  return { type: contentType, bytes: new Uint8Array(await encoded.arrayBuffer()) };
}

type Answers = ReadonlyMap<string, readonly unknown[]>;

/** What is at a place of a response in a flow before. */
function lookUp(answers: Answers, flow: string, place: string): string {
  const found = (answers.get(flow) ?? [])
    .map((answer) => place.split(".").reduce<unknown>((node, name) => Object(node)[name], answer))
    .find((value) => typeof value === "string");
  if (typeof found !== "string") throw new Error(`no response of ${flow} has ${place}`);
  return found;
}

/** Sends all requests of a client, and returns what did not come out as it should. */
async function replay({ requests }: Client, sandbox: Sandbox): Promise<string[]> {
  const answers = new Map<string, unknown[]>();
  const { id } = await sandbox.customer("+15550123456").text("Hello");
  const webhook = await serve(({ url = "/" }, response) => {
    response.end(new URL(url, sandbox.url).searchParams.get("hub.challenge"));
  });
  const fillIn = (pattern: string): string =>
    pattern
      .replaceAll("{{token}}", sandbox.accessToken)
      .replaceAll("{{message}}", id)
      .replaceAll("{{webhook}}", webhook)
      .replaceAll(
        /\{\{(code of )?([^{}>]+) > ([^{}]+)\}\}/g,
        (_, isCode: string | undefined, flow: string, place: string) => {
          const found = lookUp(answers, flow, place);
          return isCode === undefined ? found : String(sandbox.codeFor(found));
        },
      );
  const surprises: string[] = [];
  for (const line of requests) {
    const request = JSON.parse(fillIn(JSON.stringify(line))) as FlowRequest;
    const method = methodOf(request);
    const url = new URL(request[method] ?? "", sandbox.url);
    if (request.token) url.searchParams.set("access_token", sandbox.accessToken);
    const { type, bytes } = await bodyOf(request);
    const headers = {
      "user-agent": "client",
      ...(request.token !== "query" && { authorization: `Bearer ${sandbox.accessToken}` }),
      ...(type !== undefined && { "content-type": type }),
    };
    const answer = await send(url.href, method, headers, bytes);
    const isOfPlatform = url.origin === sandbox.url && !url.pathname.startsWith("/_sandbox/");
    const surprise = isOfPlatform ? judge(request, answer, sandbox) : judgeStatus(request, answer);
    if (isOfPlatform) answers.set(request.flow, [...(answers.get(request.flow) ?? []), JSON.parse(answer.body)]);
    if (surprise !== undefined) surprises.push(`${request.flow}: ${surprise}`);
  }
  return surprises;
}

function judge({ refused }: FlowRequest, { status, body }: Answer, sandbox: Sandbox): string | undefined {
  const answer = JSON.parse(body);
  const call = sandbox.calls.at(-1);
  const operation = table.operations(call?.version ?? "").find(({ operationId }) => operationId === call?.operation);
  if (refused) return status >= 400 && answer.error.code === refused[0] ? undefined : `expected a refusal, got ${body}`;
  if (status >= 300) return body;
  if (!operation) return "no operation answered";
  try {
    checkAnswer(operation, { status, body: answer });
  } catch (error) {
    return String(error);
  }
  return undefined;
}

/** Of a download, and of what the platform does by itself. */
function judgeStatus({ refused }: FlowRequest, { status, body }: Answer): string | undefined {
  return status === (refused?.[0] ?? 200) ? undefined : `status ${status} ${body}`;
}

describe("a client that others wrote", () => {
  it.each(
    clients.map((client) => {
      const { name, flows, refused } = client;
      return [`${name}: ${flows.length - refused.length} of ${flows.length} flows work`, client] as const;
    }),
  )("%s", { timeout: 60_000 }, async (_, client) => {
    const sandbox = await createSandbox();
    onTestFinished(() => sandbox.close());
    expect(await replay(client, sandbox)).toEqual([]);
  });

  it("works in 95 of 100 flows, and where it does not the reason is known", () => {
    const count = (of: (client: Client) => readonly unknown[]) =>
      clients.reduce((sum, client) => sum + of(client).length, 0);
    const [all, refused] = [count(({ flows }) => flows), count((client) => client.refused)];
    expect([all, refused]).toEqual([500, 17]); // as the README says
    expect(refused / all).toBeLessThan(0.05);
    const given = clients.flatMap(({ requests }) => requests.flatMap((request) => request.refused ?? []));
    expect(given.filter((reason) => typeof reason === "string" && reason.length > 10)).toHaveLength(refused);
  });
});
