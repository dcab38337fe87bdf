import { randomBytes } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { createAnswer } from "./respond.ts";
import { answerBatch, type Outcome } from "./batch.ts";
import { arriving, atMost, ConnectionLost, cutAfter, readBody, readText } from "./body.ts";
import { record, type RecordedCall } from "./recorded-call.ts";
import { deliver } from "./send-response.ts";
import type { Businesses, Domain, Handler } from "../domain.ts";
import { GraphFailure, invalidToken, unknownPath } from "./errors.ts";
import { type Fault, type FaultQueue, failureOf } from "../faults.ts";
import { readForm } from "./form.ts";
import { limits } from "./limits.ts";
import { chooseOperation, type Target } from "./choose-operation.ts";
import { type Match, type OperationTable, unversioned } from "./operations.ts";
import { documentsProof, proofOf, splitProof } from "./proof.ts";
import type { TokenStore } from "../token-store.ts";
import { joinSignature } from "../uploads.ts";
import { validateRequest } from "./validate.ts";

/** State that calls change; {@link createApp} reads it for each call. */
export interface SandboxState {
  domains: readonly Domain[];
  tokens: TokenStore;
  readonly faults: FaultQueue;
  calls: RecordedCall[];
}

export interface AppOptions {
  readonly table: OperationTable;
  readonly accessToken: string;
  readonly businesses: Businesses;
  readonly state: SandboxState;
}

/** A call before its body is read. */
interface Incoming {
  readonly url: URL;
  readonly request: Request;
  readonly isItem: boolean;
  /** Undefined if the call needs none, or is an item of a batch. */
  readonly token: string | undefined;
  /** Bytes after which the connection is dropped. */
  readonly cutAt: number | undefined;
}

/** The Graph API itself: URL, token, fault, validation, effect, response. */
export function createApp({ table, accessToken, businesses, state }: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const newest = table.versions.at(-1) ?? "";

  function readVersion(path: string): { version: string; path: string } {
    if (table.match(unversioned, path).length > 0) return { version: unversioned, path };
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

  function authorize(header: string | null): string {
    if (header === null) throw invalidToken("there is none, send the header Authorization: Bearer <token>");
    const token = /^(?:bearer|oauth) (.*)$/i.exec(header)?.[1] ?? "";
    state.tokens.check(token);
    return token;
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

  async function perform({ operation, path }: Target, call: Incoming): Promise<object | string> {
    const { url, request, isItem, token, cutAt } = call;
    const { operationId } = operation;
    const { headers } = request;
    const query = url.searchParams;
    const sentType = headers.get("content-type") ?? undefined;
    const arrived = arriving(request.body);
    const chunks = cutAt === undefined ? arrived : cutAfter(arrived, cutAt);
    const receive = state.domains.map(({ receivers }) => receivers?.[operationId]).find(Boolean);
    if (receive) {
      if (token !== undefined) state.tokens.checkProof(token, proofOf(query));
      const checked = validateRequest(operation, {
        path,
        query,
        contentType: sentType,
        body: "to be received",
        headers,
      });
      const received = await receive(checked, headers, atMost(chunks, limits.formBytes));
      if (received) return received;
    }
    const whole = await readBody(operation, chunks, sentType);
    const { body: rest, fields } = splitProof(whole, sentType);
    const own = documentsProof(operation) ? whole : rest;
    if (token !== undefined) state.tokens.checkProof(token, proofOf(query, fields));
    const isForm = isItem && own !== "";
    const contentType = isForm ? "application/json" : sentType;
    const body = isForm && typeof own === "string" ? readForm(operation, own) : own;
    const handlers = state.domains.flatMap((domain) => domain.handlers[operationId] ?? []);
    const handler = firstToAnswer(handlers);
    return createAnswer(operation, handler, { path, query, contentType, body, headers }, (name, cursor) => {
      const link = new URL(url);
      link.searchParams.delete("after");
      link.searchParams.delete("before");
      link.searchParams.set("access_token", accessToken);
      link.searchParams.set(name, cursor);
      return link.href;
    });
  }

  async function performBatch(request: Request, version: string) {
    const form = new URLSearchParams(await readText(arriving(request.body)));
    const token = form.get("access_token");
    const header = request.headers.get("authorization");
    let checked = token === null ? "" : authorize(`Bearer ${token}`);
    if (token === null || header !== null) checked = authorize(header);
    state.tokens.checkProof(checked, proofOf(new URL(request.url).searchParams, Object.fromEntries(form)));
    const root = new URL(`/${version}/`, request.url).href;
    return answerBatch(form, root, (item) => answerCall(item, true));
  }

  async function answerCall(request: Request, isItem: boolean): Promise<Outcome> {
    const url = joinSignature(new URL(request.url));
    const { method } = request;
    const call = record(state.calls, method, url);
    if (isItem) call.isItem = true;
    const traceId = `A${randomBytes(16).toString("base64url")}`;
    let fault: Fault | undefined;
    let status = 200;
    let headers = {};
    let body: unknown = { success: true };
    let contentType = "application/json; charset=UTF-8";
    let hasHungUp = false;
    try {
      const { version, path } = readVersion(url.pathname);
      if (version !== unversioned) call.version = version;
      if (path === "/" && method === "POST" && !isItem) {
        ({ body, fault } = await performBatch(request, version));
      } else {
        const matches = locate(version, path);
        const isOpen = isItem || matches.some(({ route }) => route.operations.get(method)?.needsToken === false);
        const token = isOpen ? undefined : authorize(request.headers.get("authorization"));
        const target = choose(matches, method);
        if (!(target instanceof GraphFailure)) call.operation = target.operation.operationId;
        fault = state.faults.take(call.operation, isItem);
        if (fault) call.fault = fault.kind;
        const failure = fault && failureOf(fault, businesses[0].id);
        if (failure) throw failure;
        const isLost = (fault?.kind === "drop" || fault?.kind === "batch-timeout") && fault.after !== "effect";
        if (!isLost) {
          if (target instanceof GraphFailure) throw target;
          const cutAt = fault?.kind === "cut" ? fault.bytes : undefined;
          body = await perform(target, { url, request, isItem, token, cutAt });
          ({ status } = target.operation.response);
          if (typeof body === "string") ({ contentType } = target.operation.response);
        }
      }
    } catch (error) {
      hasHungUp = error instanceof ConnectionLost;
      const failure = error instanceof GraphFailure ? error : unexpected(error);
      ({ status, headers } = failure);
      body = failure.envelope(traceId);
    }
    const isCut =
      fault?.kind === "batch-timeout" || fault?.kind === "cut" || (fault?.kind === "drop" && fault.after !== "headers");
    if (!isCut && !hasHungUp) call.status = status;
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
    return deliver(answer, fault, context.req.raw, context.env);
  });
  return app;
}

/** Asks one handler after the other, until one knows what to return or refuses the call. */
function firstToAnswer(handlers: readonly Handler[]): Handler {
  return (request) => {
    for (const handle of handlers) {
      const answer = handle(request);
      if (answer) return answer;
    }
    return undefined;
  };
}

function unexpected(error: unknown): GraphFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return new GraphFailure(`(#1) The sandbox itself failed: ${detail}`, { status: 500, code: 1 });
}
