import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { createClient, type GraphVersion } from "@openwaba/runtime";
import { createSandbox, type RecordedCall } from "@openwaba/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { callsOf } from "../scripts/specs/documented-calls.ts";
import { listDomains, readDocuments } from "../scripts/specs/documents.ts";
import { operationsOf } from "../scripts/specs/openapi.ts";
import { asTypeScript } from "./console/src/calls/as-typescript.ts";
import { describeOperation } from "./sandbox/src/console/operations.ts";
import { OperationTable } from "./sandbox/src/server/operations.ts";
import { defaultSpecs, openSpecs } from "./sandbox/src/specs.ts";

const root = dirname(import.meta.dirname);
const table = new OperationTable(await openSpecs(defaultSpecs));
const documents = await readDocuments(root, await listDomains(root));

/** Operations that no function makes as they are, and why. */
const withoutSnippet = new Set(["uploadFileBytes"]); // uploadResumable() makes it after another one

type ByPath = Record<string, (path: string, options: object) => Promise<unknown>>;

interface Example {
  readonly name: string;
  readonly call: RecordedCall;
}

/** Functions that take no id beside an empty body, so that it must be bound to the client. */
const withBoundIds = new Set(["acceptSolutionDeactivation"]);

/** The documented calls, as a sandbox records them. */
async function examples(): Promise<Example[]> {
  const all = documents.flatMap(({ openapi, versions }) =>
    [...operationsOf(openapi)].flatMap(({ address, method, item, operation }) =>
      callsOf(openapi, item, operation).map(async ([example, options]) => {
        const version = versions.at(-1) ?? "";
        const request = await requestOf(version, (client) =>
          (client as ByPath)[method.toUpperCase()]?.(address, options),
        );
        const call = await recorded(request, operation.operationId);
        return { name: `${operation.operationId}, ${example}, ${version}`, call };
      }),
    ),
  );
  return Promise.all(all);
}

async function requestOf(version: string, send: (client: object) => Promise<unknown> | undefined): Promise<Request> {
  let sent: Request | undefined;
  const client = createClient<Record<GraphVersion, object>, GraphVersion>({
    auth: "EAAHharbour",
    retry: false,
    version: version as GraphVersion,
    async fetch(url, init) {
      sent = new Request(url, init);
      return Response.json({});
    },
  });
  await send(client);
  if (!sent) throw new Error("nothing was sent");
  return sent;
}

/** What was sent, as `sandbox.calls` has it, but for types and sizes of files. */
async function recorded(request: Request, operation: string): Promise<RecordedCall> {
  const { pathname, searchParams } = new URL(request.url);
  const [, version] = /^\/(v\d+\.\d+)\//.exec(pathname) ?? [];
  const query = Object.fromEntries(searchParams);
  const body = await bodyOf(request);
  const { method } = request;
  return {
    id: "1",
    time: 0,
    status: 200,
    method,
    path: pathname,
    version,
    operation,
    query,
    ...(body !== undefined && { body }),
  };
}

async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("form")) {
    const fields: Record<string, unknown> = {};
    for (const [name, value] of await request.formData()) {
      const shown = typeof value === "string" ? value : { name: value.name, type: "application/pdf", size: 0 };
      fields[name] = name in fields ? [fields[name], shown].flat() : shown;
    }
    return fields;
  }
  const sent = await request.text();
  return type.includes("json") && sent !== "" ? JSON.parse(sent) : sent || undefined;
}

function snippetOf({ call }: Example, url: string): string | undefined {
  const operation = describeOperation(table, call.version ?? "", call.operation ?? "");
  return operation && asTypeScript(call, operation, { url, mediaUrl: url });
}

async function scratch(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "snippets-")));
  onTestFinished(() => rm(folder, { recursive: true }));
  // the packages of all domains
  const scope = join(folder, "node_modules/@openwaba");
  await mkdir(scope, { recursive: true });
  await Promise.all(
    [...new Set(documents.map(({ domain }) => domain))].map((domain) =>
      symlink(join(root, "packages", domain), join(scope, domain), "junction"),
    ),
  );
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  return folder;
}

test("every documented call is written as TypeScript that compiles", { timeout: 240_000 }, async () => {
  const all = await examples();
  expect(all.length).toBeGreaterThan(300);
  const missing = all.filter((example) => snippetOf(example, "http://127.0.0.1:1") === undefined);
  expect(missing.filter(({ call }) => !withoutSnippet.has(call.operation ?? ""))).toEqual([]);
  const files = all.map((example, index) => [`${index}.ts`, snippetOf(example, "http://127.0.0.1:1") ?? "export {}"]);
  const folder = await scratch({
    ...Object.fromEntries(files),
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: {
        paths: {
          "@openwaba/*": [join(root, "packages/*/src/index.ts")],
          "@openwaba/runtime/*": [join(root, "packages/runtime/src/*.ts")],
        },
        typeRoots: [join(root, "node_modules/@types")],
      },
      include: ["*.ts"],
    }),
  });
  const { stdout } = spawnSync("tsc", ["--project", folder], { encoding: "utf8" });
  const problems = stdout.split("\n").flatMap((line) => {
    const [, index, problem] = /(\d+)\.ts(.*)/.exec(line) ?? [];
    const { name, call } = all[Number(index)] ?? {};
    return problem === undefined || withBoundIds.has(call?.operation ?? "") ? [] : [`${name}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

test("what is written makes the same call", { timeout: 240_000 }, async () => {
  const all = (await examples()).filter(({ call }) => !withoutSnippet.has(call.operation ?? ""));
  const arrived = new Map<string, RecordedCall>();
  let current = "";
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const url = `http://127.0.0.1${request.url}`;
    if (url.endsWith("/next")) return void response.end((current = String(request.headers["x-name"])));
    const { method = "GET", headers } = request;
    const bytes = await buffer(request);
    const body = bytes.length > 0 ? { body: new Uint8Array(bytes) } : {};
    const type = headers["content-type"];
    const sent = new Request(url, { method, ...body, headers: type === undefined ? {} : { "content-type": type } });
    if (!arrived.has(current)) arrived.set(current, await recorded(sent, ""));
    return void response.setHeader("content-type", "application/json").end('{"id":"1","success":true}');
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const files = all.map((example, index) => [`${index}.ts`, snippetOf(example, url) ?? ""]);
  const folder = await scratch({
    ...Object.fromEntries(files),
    "package.json": '{ "type": "module" }',
    "run.js": `for (let index = 0; index < ${all.length}; index++) {
      await fetch("${url}/next", { headers: { "x-name": String(index) } });
      // answers are made up, so that functions which look into them fail
      await import(\`./\${index}.ts\`).catch((error) => process.stderr.write(\`\${index} \${error}\\n\`));
    }`,
    blob: "bytes",
  });
  const child = spawn(process.execPath, ["run.js"], { cwd: folder, env: { WHATSAPP_ACCESS_TOKEN: "EAAHharbour" } });
  const [errors] = await Promise.all([text(child.stderr), text(child.stdout), once(child, "close")]);
  expect(arrived.size, errors).toBe(all.length);
  const made = all.map(({ name }, index) => ({ name, ...comparable(arrived.get(String(index))) }));
  expect(made).toEqual(all.map(({ name, call }) => ({ name, ...comparable(call) })));
});

test("what the page writes about a call of a sandbox makes it again", { timeout: 60_000 }, async () => {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  const number = `${sandbox.url}/v25.0/${sandbox.phoneNumberId}`;
  const headers = { authorization: `Bearer ${sandbox.accessToken}` };
  await sandbox.customer("+15550123456").text("Hello");
  const message = {
    messaging_product: "whatsapp",
    to: "15550123456",
    text: { body: 'it\'s "here"\n`${price}` </script> \u2028 👍' },
  };
  const json = { ...headers, "content-type": "application/json" };
  await fetch(`${number}/messages`, { method: "POST", headers: json, body: JSON.stringify(message) });
  await fetch(`${number}?fields=id,display_phone_number,throughput`, { headers });
  const form = new FormData();
  for (const [name, value] of Object.entries({ messaging_product: "whatsapp", type: "text/plain" }))
    form.append(name, value);
  form.append("file", new File(["bytes"], "opening hours.txt", { type: "text/plain" }));
  await fetch(`${number}/media`, { method: "POST", headers, body: form });
  const calls = [...sandbox.calls];
  expect(calls.map(({ status }) => status)).toEqual([200, 200, 200]);

  const snippets = await Promise.all(
    calls.map(async (call) => {
      const url = `${sandbox.url}/_sandbox/operations/${call.operation}?version=${call.version}`;
      const operation = await (await fetch(url)).json();
      return asTypeScript(call, operation, sandbox) ?? "";
    }),
  );
  const folder = await scratch({
    ...Object.fromEntries(snippets.map((snippet, index) => [`${index}.ts`, snippet])),
    "package.json": '{ "type": "module" }',
    "opening hours.txt": "bytes",
  });
  for (const index of snippets.keys()) {
    const child = spawn(process.execPath, [`${index}.ts`], {
      cwd: folder,
      env: { WHATSAPP_ACCESS_TOKEN: sandbox.accessToken },
    });
    const [errors] = await Promise.all([text(child.stderr), text(child.stdout), once(child, "close")]);
    expect(child.exitCode, errors).toBe(0);
  }
  const again = sandbox.calls.slice(calls.length);
  expect(again.map((call) => [call.status, call.operation, call.query, call.body])).toEqual(
    calls.map((call) => [call.status, call.operation, call.query, call.body]),
  );
});

/** A call without what means nothing: JSON in a form says the same as JSON, as does an empty body. */
function comparable({ method, path, query = {}, body = {} }: Partial<RecordedCall> = {}) {
  const values = (fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, read(value)]));
  return { method, path, query: values(query), body: values(Object(body)) };
}

function read(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
