import { randomBytes } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { createAnswer } from "./answers.ts";
import { answerBatch, type Outcome } from "./batch.ts";
import { hideSecrets, type RecordedCall } from "./calls.ts";
import { deliver } from "./delivery.ts";
import type { Businesses, Domain } from "./domain.ts";
import { GraphFailure, invalidParameter, invalidToken, unknownPath } from "./errors.ts";
import { type Fault, type FaultQueue, failureOf } from "./faults.ts";
import { readForm } from "./form.ts";
import { chooseOperation, type Target } from "./nodes.ts";
import type { Match, OperationTable } from "./operations.ts";

/** What the calls change and {@link createApp} reads anew for each of them. */
export interface SandboxState {
  domains: readonly Domain[];
  readonly faults: FaultQueue;
  calls: RecordedCall[];
}

export interface AppOptions {
  readonly table: OperationTable;
  readonly accessToken: string;
  readonly businesses: Businesses;
  readonly state: SandboxState;
}

const bodyLimit = 1_048_576; // 1 MB

/** The Graph API itself: address, token, fault, validation, effect, answer. */
export function createApp({ table, accessToken, businesses, state }: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const newest = table.versions.at(-1) ?? "";

  function readVersion(path: string): { version: string; path: string } {
    const [, version = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
    if (!/^v\d+\.\d+$/.test(version)) throw unknownPath(`${path} does not begin with a version such as /${newest}`);
    if (!table.versions.includes(version)) {
      throw unknownPath(`there is no version ${version}, the sandbox has ${table.versions.join(", ")}`);
    }
    return { version, path: rest || "/" };
  }

  function locate(version: string, path: string): Match[] {
    const matches = table.match(version, path);
    if (matches.length === 0) throw unknownPath(`${path} is no path of ${version}`);
    return matches;
  }

  function authorize(header: string | null): void {
    if (header === null) throw invalidToken("there is none, send the header Authorization: Bearer <token>");
    if (/^(?:bearer|oauth) (.*)$/i.exec(header)?.[1] !== accessToken) throw invalidToken("it is not the one of this sandbox");
  }

  function choose(matches: readonly Match[], method: string): Target | GraphFailure {
    const nodes = Object.assign({ business_id: isBusiness }, ...state.domains.map((domain) => domain.nodes));
    try {
      return chooseOperation(matches, method, nodes);
    } catch (failure) {
      if (failure instanceof GraphFailure) return failure;
      throw failure;
    }
  }

  function isBusiness(id: string): boolean {
    return businesses.some((business) => business.id === id);
  }

  async function perform({ operation, path }: Target, request: Request, isItem: boolean): Promise<object | string> {
    const url = new URL(request.url);
    const text = await readBody(request.body);
    const isForm = isItem && text !== "";
    const contentType = isForm ? "application/json" : (request.headers.get("content-type") ?? undefined);
    const body = isForm ? readForm(operation, text) : text;
    const handler = state.domains.map((domain) => domain.handlers[operation.operationId]).find(Boolean);
    return createAnswer(operation, handler, { path, query: url.searchParams, contentType, body }, (name, cursor) => {
      const link = new URL(url);
      link.searchParams.delete("after");
      link.searchParams.delete("before");
      link.searchParams.set("access_token", accessToken);
      link.searchParams.set(name, cursor);
      return link.href;
    });
  }

  async function performBatch(request: Request, version: string) {
    const form = new URLSearchParams(await readBody(request.body));
    const token = form.get("access_token");
    const header = request.headers.get("authorization");
    if (token !== null) authorize(`Bearer ${token}`);
    if (token === null || header !== null) authorize(header);
    const root = new URL(`/${version}/`, request.url).href;
    return answerBatch(form, root, (item) => answerCall(item, true));
  }

  async function answerCall(request: Request, isItem: boolean): Promise<Outcome> {
    const { pathname, searchParams } = new URL(request.url);
    const { method } = request;
    const call: RecordedCall = { method, path: pathname, version: undefined, query: hideSecrets(searchParams), status: 0 };
    if (isItem) call.isItem = true;
    state.calls.push(call);
    const traceId = `A${randomBytes(16).toString("base64url")}`;
    let fault: Fault | undefined;
    let status = 200;
    let headers = {};
    let body: unknown = { success: true };
    let contentType = "application/json; charset=UTF-8";
    try {
      const { version, path } = readVersion(pathname);
      call.version = version;
      if (path === "/" && method === "POST" && !isItem) {
        ({ body, fault } = await performBatch(request, version));
      } else {
        const matches = locate(version, path);
        const isOpen = isItem || matches.some(({ route }) => route.operations.get(method)?.needsToken === false);
        if (!isOpen) authorize(request.headers.get("authorization"));
        const target = choose(matches, method);
        if (!(target instanceof GraphFailure)) call.operation = target.operation.operationId;
        fault = state.faults.take(call.operation, isItem);
        if (fault) call.fault = fault.kind;
        const failure = fault && failureOf(fault, businesses[0].id);
        if (failure) throw failure;
        const isLost = (fault?.kind === "drop" || fault?.kind === "batch-timeout") && fault.after !== "effect";
        if (!isLost) {
          if (target instanceof GraphFailure) throw target;
          body = await perform(target, request, isItem);
          ({ status } = target.operation.response);
          if (typeof body === "string") ({ contentType } = target.operation.response);
        }
      }
    } catch (error) {
      const failure = error instanceof GraphFailure ? error : unexpected(error);
      ({ status, headers } = failure);
      body = failure.envelope(traceId);
    }
    const isDead = fault?.kind === "batch-timeout" || (fault?.kind === "drop" && fault.after !== "headers");
    if (!isDead) call.status = status;
    const answer = {
      status,
      headers: {
        ...headers,
        "content-type": contentType,
        "facebook-api-version": call.version ?? newest,
        "x-fb-trace-id": traceId,
        "x-fb-request-id": randomBytes(12).toString("hex"),
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    };
    return { answer, fault };
  }

  app.all("*", async (context) => {
    const { answer, fault } = await answerCall(context.req.raw, false);
    return deliver(answer, fault, context.env);
  });
  return app;
}

function unexpected(error: unknown): GraphFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return new GraphFailure(`(#1) The sandbox itself failed: ${detail}`, { status: 500, code: 1 });
}

/** Reads to the end even what is too long, so that the client gets to read the answer. */
async function readBody(stream: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream ?? []) {
    length += chunk.length;
    if (length <= bodyLimit) chunks.push(chunk);
  }
  if (length > bodyLimit) throw invalidParameter("The request body must not be longer than 1 MB");
  return Buffer.concat(chunks).toString();
}
