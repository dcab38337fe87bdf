import { json } from "./answers.test-support.ts";
import type { Paging } from "./paging.ts";

/** A page with the ids, which has a successor or predecessor when its cursor is named. */
export function pageOf(ids: string[], { after, before }: { after?: string; before?: string } = {}): Response {
  const paging: Paging = { cursors: { ...(after && { after }), ...(before && { before }) } };
  if (after) paging.next = `https://evil.example/next?access_token=EAAB&after=${after}`;
  if (before) paging.previous = `https://evil.example/previous?access_token=EAAB&before=${before}`;
  return json({ data: ids.map((id) => ({ id })), paging });
}

export function queriesOf(requests: Request[]): object[] {
  return requests.map((request) => Object.fromEntries(new URL(request.url).searchParams));
}
