import { invalidParameter } from "./errors.ts";

/** The requested page. */
export interface PageRequest {
  /** Maximum number of items in the page. */
  limit: number;
  after?: string | undefined;
  before?: string | undefined;
  /** The URL of the same call with this cursor. */
  link(direction: "after" | "before", cursor: string): string;
}

export interface Page {
  data: unknown[];
  paging: { cursors: { before?: string; after?: string }; next?: string; previous?: string };
}

/**
 * Returns the requested page of `items`.
 *
 * @throws GraphFailure if both cursors are given, or the cursor matches no item of the list
 */
export function cutPage(items: readonly unknown[], request: PageRequest): Page {
  const { limit, after, before, link } = request;
  if (after !== undefined && before !== undefined) {
    throw invalidParameter("Params after and before exclude each other: send one of them");
  }
  const keys = items.map(keyOf);
  let start = 0;
  let end = limit;
  if (after !== undefined) {
    start = findItem(keys, "after", after) + 1;
    end = start + limit;
  } else if (before !== undefined) {
    end = findItem(keys, "before", before);
    start = Math.max(0, end - limit);
  }
  const data = items.slice(start, end);
  const [first] = keys.slice(start, end);
  const last = keys.slice(start, end).at(-1);
  if (first === undefined || last === undefined) return { data, paging: { cursors: {} } };
  const cursors = { before: writeCursor(first), after: writeCursor(last) };
  return {
    data,
    paging: {
      cursors,
      ...(end < items.length && { next: link("after", cursors.after) }),
      ...(start > 0 && { previous: link("before", cursors.before) }),
    },
  };
}

/** The id of an item, or its index in the list if it has none. */
function keyOf(item: unknown, index: number): string {
  const hasId = typeof item === "object" && item !== null && "id" in item && typeof item.id === "string";
  return hasId ? String(item.id) : `#${index}`;
}

function findItem(keys: readonly string[], name: string, cursor: string): number {
  const key = readCursor(cursor);
  if (key === undefined) {
    throw invalidParameter(`Param ${name} must be a cursor of an answer: this one was not made by this server`);
  }
  const index = keys.indexOf(key);
  if (index >= 0) return index;
  throw invalidParameter(
    `Param ${name} must be a cursor of this list: its item is gone, start again at the first page`,
  );
}

function writeCursor(key: string): string {
  return Buffer.from(`item ${key}`).toString("base64url");
}

function readCursor(cursor: string): string | undefined {
  const key = /^item (.+)$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  return key !== undefined && writeCursor(key) === cursor ? key : undefined;
}
