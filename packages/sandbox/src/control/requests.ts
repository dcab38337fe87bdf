import type { Context } from "hono";
import { arriving, readText } from "../server/body.ts";
import { GraphFailure } from "../server/errors.ts";
import { parseJson } from "../server/json.ts";
import type { PlacedProblem } from "./placed-problems.ts";

/** The value in a body that must not be empty. */
export async function readBody(context: Context): Promise<unknown> {
  const value = await readJson(context);
  if (value === undefined) throw rejected(400, "the request body is missing");
  return value;
}

/** A whole number in the query, undefined if it is not there. */
export function readWhole({ req }: Context, name: string, least: number, most: number): number | undefined {
  const value = req.query(name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d{1,9}$/.test(value) && number >= least && number <= most) return number;
  throw rejected(400, `${name} must be a whole number from ${least} to ${most}`);
}

/** The value in the body, undefined if it is empty. */
export async function readJson({ req }: Context): Promise<unknown> {
  const text = await readText(arriving(req.raw));
  if (text === "") return undefined;
  const type = req.header("content-type") ?? "none";
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    throw rejected(415, `the content type must be application/json, got ${type}`);
  try {
    return parseJson(text);
  } catch {
    throw rejected(400, "the request body is not JSON");
  }
}

export function rejected(status: number, message: string): GraphFailure {
  return new GraphFailure(message, { status, code: 100 });
}

/** The body of a response to a call that was rejected; `problems` with what a value is wrong, each at its place. */
export function problem(message: string, problems?: readonly PlacedProblem[]): object {
  return { error: { message, ...(problems && { problems }) } };
}
