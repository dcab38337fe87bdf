import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import type { Snapshot } from "./control/snapshot.ts";

const folder = mkdtempSync(join(tmpdir(), "sandbox-kill-"));
afterAll(() => rmSync(folder, { recursive: true }));
const data = join(folder, "state");
const number = "108110225544001";
const rounds = 3;
const clients = 6;
const callsBeforeEnd = [25, 60, 90];

interface Running {
  readonly program: ChildProcess;
  readonly url: string;
  readonly token: string;
}

/** The command itself, with nothing but the data file: its token has to last. */
async function start(): Promise<Running> {
  const program = spawn(process.execPath, [fileURLToPath(new URL("bin.ts", import.meta.url)), "--data", data]);
  let error = "";
  program.stderr.on("data", (piece) => (error += piece));
  const [text] = await once(program.stdout, "data");
  program.stdout.resume();
  const url = /WHATSAPP_BASE_URL=(\S+)/.exec(String(text))?.[1];
  const token = /WHATSAPP_ACCESS_TOKEN=(\S+)/.exec(String(text))?.[1];
  if (url === undefined || token === undefined) throw new Error(`the command did not start: ${error}`);
  return { program, url, token };
}

/** What the sandbox has answered, and so has to know for ever. */
const answered = {
  messages: new Map<string, string>(),
  files: new Map<string, string>(),
  numbers: new Set<string>(),
  inbound: new Set<string>(),
  tokens: new Set<string>(),
};

async function send({ url, token }: Running, method: string, path: string, body?: object | FormData) {
  const isForm = body instanceof FormData;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(!path.startsWith("/_sandbox") && { Authorization: `Bearer ${token}` }),
      ...(body && !isForm && { "Content-Type": "application/json" }),
    },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  });
  const answer = Object(await response.json());
  if (response.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** One call of one client; what it was answered is noted as soon as it is known. */
async function work(running: Running, client: number, count: number): Promise<void> {
  const name = `${client} ${count}`;
  const phone = `1555${String(client).padStart(3, "0")}${String(count).padStart(4, "0")}`;
  switch (count % 5) {
    case 0: {
      const { id } = await send(running, "POST", `/_sandbox/customers/${phone}/messages`, { type: "text", body: name });
      answered.inbound.add(id);
      return;
    }
    case 1: {
      const template = { name: "hello_world", language: { code: "en_US" } };
      const body = {
        messaging_product: "whatsapp",
        to: phone,
        type: "template",
        template,
        biz_opaque_callback_data: name,
      };
      const { messages } = await send(running, "POST", `/v25.0/${number}/messages`, body);
      answered.messages.set(messages[0].id, name);
      return;
    }
    case 2: {
      const content = name.repeat(20_000); // more than one write of the operating system takes at once
      const form = new FormData();
      form.append("messaging_product", "whatsapp");
      form.append("file", new Blob([content], { type: "text/plain" }), "file.txt");
      const { id } = await send(running, "POST", `/v25.0/${number}/media`, form);
      answered.files.set(id, createHash("sha256").update(content).digest("hex"));
      return;
    }
    case 3: {
      const body = { phone_number: `+${phone}` };
      answered.numbers.add((await send(running, "POST", "/v25.0/506914307656634/add_phone_numbers", body)).id);
      return;
    }
    default: {
      const query = new URLSearchParams({ client_id: "670843887433847", client_secret: "s", code: name });
      answered.tokens.add((await send(running, "GET", `/v25.0/oauth/access_token?${query}`)).access_token);
    }
  }
}

it("whatever a call had been answered is there after kill -9 in the middle of others, whole", async () => {
  let running = await start();
  const { token } = running;
  const earlier = new Set((await nodesOf(running)).map(({ id }) => id));
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    const { program } = running;
    let done = 0;
    const lost: unknown[] = [];
    const ended = once(program, "exit");
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        try {
          for (;;) {
            await work(running, client, count++);
            if (++done === callsBeforeEnd[round]) program.kill("SIGKILL");
          }
        } catch (error) {
          lost.push(error);
        }
      }),
    );
    // every client was in the middle of a call, and none was refused
    expect(lost.map((error) => (error instanceof Error ? error.message : error))).toEqual(
      Array.from({ length: clients }, () => expect.stringMatching(/fetch failed|terminated/)),
    );
    await ended;
    running = await start();
    expect(running.token).toBe(token);
    await compare(running, earlier);
  }
  running.program.kill("SIGKILL");
  await once(running.program, "exit");
}, 120_000);

async function nodesOf(running: Running): Promise<Snapshot["nodes"]> {
  const { nodes }: Snapshot = await send(running, "GET", "/_sandbox/snapshot");
  return nodes;
}

/** `earlier` are the ids of the nodes that were there before all calls. */
async function compare(running: Running, earlier: ReadonlySet<string>): Promise<void> {
  const nodes = await nodesOf(running);
  const of = (kind: string) => new Map(nodes.filter((node) => node.kind === kind).map((node) => [node.id, node]));
  const messages = of("message");
  for (const [id, name] of answered.messages) {
    expect(messages.get(id)?.data).toMatchObject({ message: { biz_opaque_callback_data: name } });
  }
  const files = of("media");
  for (const [id, sha256] of answered.files) expect(files.get(id)?.data).toMatchObject({ sha256 });
  for (const { id, data: about, file = "" } of files.values()) {
    const hash = createHash("sha256").update(file, "base64").digest("hex");
    expect([id, hash]).toEqual([id, about["sha256"]]);
  }
  expect([...of("pre_verified_phone_number").keys()]).toEqual(expect.arrayContaining([...answered.numbers]));
  expect([...of("access_token").keys()]).toEqual(expect.arrayContaining([...answered.tokens]));
  const inbound = of("inbound_message");
  expect([...inbound.keys()]).toEqual(expect.arrayContaining([...answered.inbound]));
  // what one call changes in two places is there in both: a message of a customer opens the window of their chat
  const customers = of("customer_id");
  const open = [...of("chat").values()].filter(({ data: chat }) => Number(chat["openedAt"]) > 0);
  const windows = new Set(open.map(({ data: chat, of: customer }) => `${chat["phoneNumberId"]} ${customer}`));
  const written = [...inbound.values()].filter(({ id }) => !earlier.has(id));
  for (const { data: message, of: to } of written)
    expect(windows).toContain(`${to} ${customers.get(String(message["from"]))?.of}`);
  // and so does a code that was used: its token is there
  expect(of("access_token").size).toBe(of("used_code").size);
  const { id } = await send(running, "POST", `/_sandbox/customers/15559999999/messages`, { type: "text", body: "Hi" });
  expect(inbound.has(id)).toBe(false);
}
