import { afterAll, beforeEach, expect, onTestFinished } from "vitest";
import type { DomainContext } from "./domain.ts";
import { GraphFailure } from "./server/errors.ts";
import { OperationTable, type Operation, unversioned } from "./server/operations.ts";
import type { SandboxOptions } from "./options.ts";
import { createSandbox, type Sandbox } from "./sandbox.ts";
import { resolve, type Schema } from "./server/schemas.ts";
import { defaultSpecs, loadSpecs } from "./specs.ts";
import { createChanges } from "./world/changes.ts";
import { World } from "./world/world.ts";
import { TokenStore } from "./platform/token-store.ts";
import { compile, describe } from "./server/validate.ts";

/** A response whose body was checked against the document of its operation. */
export interface CheckedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

interface CallOptions {
  /** `unversioned` for none. */
  readonly version?: string;
  /** Sent as JSON, unless it is a form or bytes. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

type Caller = (method: string, path: string, options?: CallOptions) => Promise<CheckedAnswer>;

export interface Started {
  readonly sandbox: Sandbox;
  /** Throws if the response does not match its document. */
  readonly call: Caller;
}

/** A sandbox for one test, strict unless told otherwise. */
export async function startSandbox(options?: SandboxOptions): Promise<Started> {
  const started = await start(options);
  onTestFinished(() => started.sandbox.close());
  return started;
}

/** A sandbox for all tests of a file, strict unless told otherwise, reset before each of them. */
export async function shareSandbox(options?: SandboxOptions): Promise<Started> {
  const started = await start(options);
  beforeEach(() => started.sandbox.reset());
  afterAll(() => started.sandbox.close());
  return started;
}

async function start(options: SandboxOptions = {}): Promise<Started> {
  const table = new OperationTable(await loadSpecs(options.specs ?? defaultSpecs));
  const sandbox = await createSandbox({ strict: true, ...options });

  async function call(method: string, path: string, { version = "v25.0", body, headers }: CallOptions = {}) {
    const isRaw = body instanceof FormData || body instanceof Uint8Array;
    const response = await fetch(`${sandbox.url}${version === unversioned ? "" : `/${version}`}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${sandbox.accessToken}`,
        ...(body !== undefined && !isRaw && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const answer = { status: response.status, headers: response.headers, body: await response.json() };
    const operationId = sandbox.calls.at(-1)?.operation;
    const operation = table.operations(version).find((other) => other.operationId === operationId);
    if (operation) checkAnswer(operation, answer);
    return answer;
  }

  return { sandbox, call };
}

/** What a rejected call returns, as far as a test wants to know. */
export function refusal(status: number, code: number, message = "") {
  return { status, body: { error: { code, message: expect.stringContaining(message) } } };
}

/** The operation of a document that has this one alone, which reads something. */
export function operationOf(get: { readonly parameters?: readonly object[]; readonly responses: object }): Operation {
  const paths = { "/thing": { get: { operationId: "readThing", ...get } } };
  const [operation] = new OperationTable([{ "x-graph-versions": ["v25.0"], paths }]).operations("v25.0");
  if (!operation) throw new Error("the table is empty");
  return operation;
}

/** The context of a domain without a sandbox. */
export function contextOf(own: Partial<DomainContext>): DomainContext {
  const now = own.now ?? Date.now;
  const world = own.world ?? new World();
  const tokens = new TokenStore({ accessToken: "t", appSecret: undefined, now, world });
  return {
    world,
    phoneNumberId: "108110225544001",
    rules: { customerServiceWindow: true, rateLimits: false },
    webhookSecret: "secret",
    webhookVersion: "v25.0",
    templateReview: "automatic",
    after: () => undefined,
    emit: () => Promise.resolve([]),
    handshake: () => Promise.resolve({ isVerified: true }),
    webhookHosts: [],
    ...createChanges(),
    businesses: [{ id: "1", name: "One" }],
    now,
    mediaUrl: "http://127.0.0.1:1",
    tokens,
    ...own,
  };
}

/** Throws unless the response matches the schema for its status, without undocumented properties. */
export function checkAnswer(operation: Operation, { status, body }: Pick<CheckedAnswer, "status" | "body">): void {
  const { document } = operation;
  const schema = status < 300 ? operation.response.schema : errorSchema(document);
  const validate = compile(document, schema, { unevaluatedProperties: false });
  if (validate(body)) return;
  throw new Error(
    `${operation.operationId} returned what its document does not describe: ${describe(validate.errors, "answer")}`,
  );
}

function errorSchema(document: Schema): Schema {
  const schemas = resolve(document, resolve(document, document["components"])["schemas"]);
  return resolve(document, schemas["GraphErrorResponse"]);
}

/** The message of the GraphFailure that `action` throws. */
export function failureOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof GraphFailure) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}
