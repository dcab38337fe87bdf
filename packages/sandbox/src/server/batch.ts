import type { Answer } from "./send-response.ts";
import { invalidParameter } from "./errors.ts";
import type { Fault } from "../faults.ts";
import { readJson } from "./json.ts";
import { limits } from "./limits.ts";
import { compile, describe } from "./validate.ts";

/** The response to a call, and the fault to apply when it is sent. */
export interface Outcome {
  readonly answer: Answer;
  readonly fault: Fault | undefined;
}

interface Item {
  readonly method: "GET" | "POST" | "DELETE";
  readonly relative_url: string;
  readonly body?: string;
}

const mostItems = 50;

const check = compile(
  {},
  {
    properties: {
      batch: {
        type: "array",
        minItems: 1,
        items: {
          type: "object",
          required: ["method", "relative_url"],
          properties: {
            method: { enum: ["GET", "POST", "DELETE"] },
            relative_url: { type: "string", maxLength: limits.addressCharacters },
            body: { type: "string" },
            name: { type: "string" },
          },
          additionalProperties: false,
        },
      },
    },
  },
);

/**
 * Makes the calls in the parameter `batch` one after the other and returns the list of their responses.
 * `root` is the base URL of their relative URLs.
 *
 * @throws GraphFailure if there is no valid batch, before any call is made
 */
export async function answerBatch(
  parameters: Readonly<Record<string, unknown>>,
  root: string,
  answerCall: (request: Request) => Promise<Outcome>,
): Promise<{ body: unknown[]; fault: Fault | undefined }> {
  const { batch, include_headers: isWanted } = parameters;
  const items = readItems(batch);
  const hasHeaders = String(isWanted) !== "false";
  const body: unknown[] = [];
  let slow: Fault | undefined;
  for (const item of items) {
    const { answer, fault } = await answerCall(requestOf(item, root));
    if (fault?.kind === "drop") return { body, fault };
    if (fault?.kind === "slow") slow = fault;
    body.push(fault?.kind === "batch-timeout" ? null : partOf(answer, hasHeaders));
  }
  return { body, fault: slow };
}

function readItems(batch: unknown): Item[] {
  if (batch === undefined) throw invalidParameter("The parameter batch is required");
  const items = typeof batch === "string" ? readJson(batch, "Param batch") : batch;
  if (Array.isArray(items) && items.length > mostItems) {
    throw invalidParameter(`Param batch must not have more than ${mostItems} items, it has ${items.length}`);
  }
  if (!check({ batch: items })) throw invalidParameter(describe(check.errors, "batch"));
  const calls = items as Item[];
  const wrong = calls.findIndex(({ method, body }) => method !== "POST" && body !== undefined);
  if (wrong >= 0) throw invalidParameter(`Param batch.${wrong}.body is not allowed: only a POST has one`);
  return calls;
}

function requestOf({ method, relative_url, body }: Item, root: string): Request {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return new Request(root + relative_url.replace(/^\//, ""), { method, headers, ...(body !== undefined && { body }) });
}

function partOf({ status, headers, body }: Answer, hasHeaders: boolean): object {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { code: status, ...(hasHeaders && { headers: list }), body };
}
