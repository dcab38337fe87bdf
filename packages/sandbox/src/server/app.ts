import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { createAnswer } from "./respond.ts";
import { answerBatch, type Outcome } from "./batch.ts";
import {
  arriving,
  atMost,
  type Chunks,
  ConnectionLost,
  countInto,
  cutAfter,
  fieldsOf,
  mediaType,
  readBody,
  readBytes,
  replay,
  type SentBody,
  takesFiles,
} from "./body.ts";
import { durationSince, keepBody, record, type RecordedCall } from "./recorded-call.ts";
import { deliver } from "./send-response.ts";
import type { Businesses, Domain, Handler } from "../domain.ts";
import { readAddress } from "./address.ts";
import { GraphFailure, invalidParameter, unknownPath } from "./errors.ts";
import { type Fault, type FaultQueue, failureOf } from "../faults.ts";
import { limits } from "./limits.ts";
import { chooseOperation, type Target } from "./choose-operation.ts";
import { type Match, type Operation, type OperationTable, unversioned } from "./operations.ts";
import { proofOf } from "./proof.ts";
import type { TokenStore } from "../platform/token-store.ts";
import { joinSignature } from "../platform/uploads.ts";
import { missingToken, tokenIn, tokenOf, withoutCredentials } from "./token.ts";
import { refuse, toHeader, type Undocumented, warnInto } from "./undocumented.ts";
import { validateRequest } from "./validate.ts";

/** State that calls change; {@link createApp} reads it for each call. */
export interface SandboxState {
  domains: readonly Domain[];
  tokens: TokenStore;
  readonly faults: FaultQueue;
  /** The time of calls, in milliseconds since 1970. */
  readonly now: () => number;
  calls: RecordedCall[];
}

export interface AppOptions {
  readonly table: OperationTable;
  readonly accessToken: string;
  readonly businesses: Businesses;
  readonly state: SandboxState;
  /** Rejects what no document has, although the platform accepts it. @default false */
  readonly strict?: boolean;
  /** Origin of paging links. @default that of the call */
  readonly publicUrl?: string | undefined;
  /** Called before each call. */
  readonly beforeCall?: () => void;
  /** Called with each call once its response is known. */
  readonly onCall?: (call: RecordedCall) => void;
}

/** A call whose body has not been checked. */
interface Incoming {
  readonly url: URL;
  readonly request: Request;
  readonly isItem: boolean;
  /** Undefined if the call needs none, or is an item of a batch. */
  readonly token: string | undefined;
  /** The body, of which nothing has been used up. */
  readonly chunks: Chunks;
  readonly undocumented: Undocumented;
  /** Notes the body for the list of calls. */
  readonly note: (body: unknown) => void;
}

/** The Graph API itself: URL, token, fault, validation, effect, response. */
export function createApp({
  table,
  accessToken,
  businesses,
  state,
  strict = false,
  publicUrl,
  beforeCall,
  onCall,
}: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  function locate(version: string, path: string): Match[] {
    const matches = table.match(version, path);
    if (matches.length === 0) throw unknownPath(`${path} is no path of ${version}`);
    return matches;
  }

  /** The token of a call, which is read from its body if it is nowhere else; the body is then in `chunks` again. */
  async function authorize(
    request: Request,
    arrived: Chunks,
    target: Target | GraphFailure,
    undocumented: Undocumented,
  ): Promise<{ token: string; chunks: Chunks }> {
    let chunks = arrived;
    let token = tokenOf(request.headers, new URL(request.url).searchParams, undocumented);
    if (token === undefined && !strict && !(target instanceof GraphFailure) && !receiverOf(target.operation)) {
      const type = request.headers.get("content-type") ?? undefined;
      const bytes = await readBytes(chunks, takesFiles(target.operation, type) ? limits.formBytes : limits.textBytes);
      chunks = replay(bytes);
      token = tokenIn(await readBody(replay(bytes), type, true));
    }
    if (token === undefined) throw missingToken();
    state.tokens.check(token);
    return { token, chunks };
  }

  function receiverOf({ operationId }: Operation) {
    return state.domains.map(({ receivers }) => receivers?.[operationId]).find(Boolean);
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
    const { url, request, isItem, token, chunks, undocumented, note } = call;
    const { operationId } = operation;
    const { headers, method } = request;
    const query = url.searchParams;
    const contentType = headers.get("content-type") ?? undefined;
    const receive = receiverOf(operation);
    if (receive) {
      if (token !== undefined) state.tokens.checkProof(token, proofOf(query));
      const body = { kind: "bytes", type: mediaType(contentType) } as const;
      const checked = validateRequest(operation, { method, path, query, body, headers }, undocumented);
      const counted = countInto(atMost(chunks, limits.formBytes), (size) => note({ type: body.type, size }));
      const received = await receive(checked, headers, counted);
      if (received) return received;
    }
    const sent = await readBody(chunks, contentType, takesFiles(operation, contentType));
    noteSent(sent, note);
    if (token !== undefined) state.tokens.checkProof(token, proofOf(query, fieldsOf(sent)));
    // forms are how a batch documents the bodies of its items
    const whole = isItem && sent.kind === "form" ? { ...sent, type: "application/json" } : sent;
    const body = withoutCredentials(operation, whole, undocumented);
    const handler = firstToAnswer(state.domains.flatMap((domain) => domain.handlers[operationId] ?? []));
    const link = (name: string, cursor: string) => {
      const address = new URL(url);
      if (publicUrl !== undefined) moveTo(address, new URL(publicUrl));
      address.searchParams.delete("after");
      address.searchParams.delete("before");
      address.searchParams.set("access_token", accessToken);
      address.searchParams.set(name, cursor);
      return address.href;
    };
    return createAnswer(operation, handler, { method, path, query, body, headers }, link, undocumented);
  }

  /** Notes the body of a call that a fault rejects, unless it may be a file; the fault comes before what is wrong with it. */
  async function noteUnused({ operation }: Target, request: Request, chunks: Chunks, note: Incoming["note"]) {
    const contentType = request.headers.get("content-type") ?? undefined;
    if (receiverOf(operation) || takesFiles(operation, contentType)) return;
    try {
      noteSent(await readBody(chunks, contentType, false), note);
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
    }
  }

  async function performBatch(
    request: Request,
    chunks: Chunks,
    version: string,
    undocumented: Undocumented,
    note: (body: unknown) => void,
  ) {
    const query = new URL(request.url).searchParams;
    const contentType = request.headers.get("content-type") ?? undefined;
    const body = await readBody(chunks, contentType, false);
    if (body.kind === "json") undocumented(invalidParameter("The batch must be sent as a form, not as JSON"));
    const sent = fieldsOf(body);
    note(sent);
    const inBody = tokenIn(body);
    let token = "";
    if (inBody !== undefined) state.tokens.check((token = inBody));
    if (inBody === undefined || request.headers.has("authorization")) {
      token = tokenOf(request.headers, query, undocumented) ?? "";
      if (token === "") throw missingToken();
      state.tokens.check(token);
    }
    state.tokens.checkProof(token, proofOf(query, sent));
    if (query.has("batch")) undocumented(invalidParameter("Unknown parameter batch in the query: send it in the body"));
    const root = new URL(`/${version}/`, request.url).href;
    return answerBatch({ ...Object.fromEntries(query), ...sent }, root, (item) => answerCall(item, true));
  }

  async function answerCall(request: Request, isItem: boolean, incoming?: IncomingMessage): Promise<Outcome> {
    const arrived = arriving(request, incoming);
    const url = joinSignature(new URL(request.url));
    const { method } = request;
    const start = performance.now();
    beforeCall?.();
    const { calls } = state; // a reset puts another list in its place
    const call = record(calls, method, url, state.now());
    if (isItem) call.isItem = true;
    const note = (body: unknown) => keepBody(calls, call, "body", body);
    const traceId = `A${randomBytes(16).toString("base64url")}`;
    const warnings: string[] = [];
    const undocumented = strict ? refuse : warnInto(warnings);
    let named = table.versions.at(-1) ?? "";
    let fault: Fault | undefined;
    let status = 200;
    let headers = {};
    let body: unknown = { success: true };
    let contentType = "application/json; charset=UTF-8";
    let hasHungUp = false;
    try {
      const address = readAddress(table, url.pathname, undocumented);
      const { version, path } = address;
      ({ named } = address);
      if (version !== unversioned) call.version = version;
      if (path === "/" && method === "POST" && !isItem) {
        ({ body, fault } = await performBatch(request, arrived, version, undocumented, note));
      } else {
        const matches = locate(version, path);
        const isOpen = isItem || matches.some(({ route }) => route.operations.get(method)?.needsToken === false);
        const target = choose(matches, method);
        const { token, chunks } = isOpen
          ? { token: undefined, chunks: arrived }
          : await authorize(request, arrived, target, undocumented);
        if (!(target instanceof GraphFailure)) call.operation = target.operation.operationId;
        fault = state.faults.take(call.operation, isItem);
        if (fault) call.fault = fault.kind;
        const failure = fault && failureOf(fault, businesses[0].id);
        if (failure) {
          if (!(target instanceof GraphFailure)) await noteUnused(target, request, chunks, note);
          throw failure;
        }
        const isLost = (fault?.kind === "drop" || fault?.kind === "batch-timeout") && fault.after !== "effect";
        if (!isLost) {
          if (target instanceof GraphFailure) throw target;
          const kept = fault?.kind === "cut" ? cutAfter(chunks, fault.bytes) : chunks;
          body = await perform(target, { url, request, isItem, token, chunks: kept, undocumented, note });
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
    if (!isCut && !hasHungUp) {
      call.status = status;
      if (typeof body === "object" && !Array.isArray(body)) keepBody(calls, call, "response", body);
    }
    if (warnings.length > 0) call.warnings = warnings;
    call.duration = durationSince(start);
    onCall?.(call);
    const answer = {
      status,
      headers: {
        ...headers,
        "content-type": contentType,
        ...(warnings.length > 0 && { "x-sandbox-warning": toHeader(warnings) }),
        "facebook-api-version": named,
        "x-fb-trace-id": traceId,
        "x-fb-request-id": randomBytes(12).toString("hex"),
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    };
    return { answer, fault };
  }

  app.all("*", async (context) => {
    const { answer, fault } = await answerCall(context.req.raw, false, context.env?.incoming);
    return deliver(answer, fault, context.req.raw, context.env);
  });
  return app;
}

function noteSent(sent: SentBody, note: Incoming["note"]): void {
  if (sent.kind === "json") note(sent.value);
  if (sent.kind === "form") note(sent.fields);
}

function moveTo(address: URL, { protocol, hostname, port }: URL): void {
  Object.assign(address, { protocol, hostname, port });
}

/** Asks one handler after the other, until one knows what to return or refuses the call. */
function firstToAnswer(handlers: readonly Handler[]): Handler {
  return async (request) => {
    for (const handle of handlers) {
      const answer = await handle(request);
      if (answer) return answer;
    }
    return undefined;
  };
}

function unexpected(error: unknown): GraphFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return new GraphFailure(`(#1) The sandbox itself failed: ${detail}`, { status: 500, code: 1 });
}
