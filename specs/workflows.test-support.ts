import { readdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import type { Sandbox } from "@openwaba/sandbox";
import { onTestFinished } from "vitest";
import { readYaml } from "../scripts/specs/read-yaml.ts";
import { type Outcome, runToEnd } from "../scripts/lib/run.ts";

interface Step {
  stepId: string;
  description?: string;
  operationId: string;
  parameters?: object[];
  successCriteria?: { condition: string }[];
}

/** The parts of a workflow file that the tests use. */
export interface WorkflowFile {
  /** Its name without `.yaml`. */
  name: string;
  path: string;
  sourceDescriptions: { name: string }[];
  workflows: {
    workflowId: string;
    inputs: {
      required: string[];
      properties: Record<string, { description?: string; format?: string; default?: string }>;
    };
    steps: Step[];
  }[];
}

const folder = join(import.meta.dirname, "workflows");

export async function readWorkflow(path: string): Promise<WorkflowFile> {
  return { ...(await readYaml<WorkflowFile>(path)), name: basename(path, ".yaml"), path };
}

export async function readWorkflows(): Promise<WorkflowFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml"));
  return Promise.all(names.toSorted().map((name) => readWorkflow(join(folder, name))));
}

/** Runs a program with only PATH and HOME of this environment. */
export async function run(file: string, words: string[], env: Record<string, string>): Promise<Outcome> {
  const { PATH = "", HOME = "" } = process.env;
  const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const { status, output } = await runToEnd(file, words, { env: { PATH, HOME, ...quiet, ...env } });
  return { status, output: stripVTControlCharacters(output) };
}

/** The variable that directs all calls of a workflow to another server. */
export function serverOverride({ sourceDescriptions }: WorkflowFile, url: string): Record<string, string> {
  const servers = sourceDescriptions.map(({ name }) => [name, `${url}/v25.0`]);
  return { REDOCLY_CLI_RESPECT_SERVER: JSON.stringify(Object.fromEntries(servers)) };
}

/** Runs a workflow against a server with these inputs. */
export async function respect(
  workflow: WorkflowFile,
  url: string,
  inputs: object,
  ...flags: string[]
): Promise<Outcome> {
  const env = { ...serverOverride(workflow, url), REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) };
  return run("redocly", ["respect", workflow.path, ...flags], env);
}

/** A proxy in front of a sandbox that applies `change` to its responses. */
export async function startProxy({ url }: Sandbox, change: (answer: string) => string): Promise<string> {
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", headers } = request;
    const sent = await buffer(request);
    const { host: _, connection: _connection, ...kept } = headers;
    const body = method === "GET" ? {} : { body: new Uint8Array(sent) };
    const answer = await fetch(url + request.url, { method, headers: kept as Record<string, string>, ...body });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(change(await answer.text()));
  }

  const server = createServer((request, response) => {
    // fetch() cannot send every request that arrives
    pass(request, response).catch(() => response.writeHead(400, { connection: "close" }).end());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
