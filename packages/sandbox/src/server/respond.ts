import type { Handler } from "../domain.ts";
import { answersList, createShape, projectAnswer } from "./fields.ts";
import type { Operation } from "./operations.ts";
import { cutPage, type PageRequest } from "./paging.ts";
import type { Undocumented } from "./undocumented.ts";
import { type RawRequest, validateRequest } from "./validate.ts";

const defaultLimit = 25;
const highestLimit = 100;

/**
 * The response body: from the operation's handler, else from its example. It is text if it is not JSON.
 *
 * @throws GraphFailure if the request does not match the operation or the handler rejects it
 */
export async function createAnswer(
  operation: Operation,
  handler: Handler | undefined,
  raw: RawRequest,
  link: PageRequest["link"],
  undocumented?: Undocumented,
): Promise<object | string> {
  const request = validateRequest(operation, raw, undocumented);
  const { fields, limit, after, before } = request.query;
  const shape = createShape(operation, fields === undefined ? undefined : String(fields));
  const content = (await handler?.(request)) ?? exampleOf(operation);
  if (typeof content === "string") return content;
  const { data: nodes = content, summary } = summarized(content);
  if (!Array.isArray(nodes)) return answersList(operation) ? projectAnswer(operation, content) : shape.project(content);

  const data = nodes.map((node: object) => shape.project(node));
  const parameter = operation.parameters.find(({ name }) => name === "limit");
  if (!parameter) return { data };
  const { default: usual = defaultLimit, maximum = highestLimit } = parameter.schema;
  const page = cutPage(data, {
    limit: Math.min(Number(limit ?? usual), Number(maximum)),
    after: after === undefined ? undefined : String(after),
    before: before === undefined ? undefined : String(before),
    link,
  });
  return { ...page, ...(summary !== undefined && { summary }) };
}

/** The list and the counts of a response that has both. */
function summarized(content: object): { data?: unknown; summary?: unknown } {
  return "summary" in content && "data" in content ? content : {};
}

function exampleOf(operation: Operation): object | string {
  const { contentType, example } = operation.response;
  if (contentType !== "application/json") return String(example ?? operation.operationId);
  if (typeof example !== "object" || example === null) {
    throw new Error(`the document has no example for the response of ${operation.operationId}`);
  }
  if (answersList(operation) && "data" in example && Array.isArray(example.data)) return example.data;
  return example;
}
