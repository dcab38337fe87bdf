import { createClient } from "./client.ts";
import type { Client, ClientOptions } from "./client-types.ts";
import type { Paging } from "./paging.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";

interface Operation<Parameters, Data> {
  parameters: Parameters;
  requestBody?: never;
  responses: { 200: { content: { "application/json": Data } } };
}

interface Shelf {
  id: string;
  books?: Book[];
}

export interface Book {
  id: string;
  title?: string;
  pages?: number;
  cover?: { url?: string; width?: number };
  author?: { id?: string; name?: string; born?: { year?: number; place?: string } };
  reviews?: { data: { id: string; text?: string; stars?: number }[]; paging?: Paging };
}

type Braces<Name extends string> = Name | `${Name}{${string}}`;

/** A small made-up API, written as openapi-typescript writes one. */
export interface TestPaths {
  "/{shelf_id}/books": {
    get: Operation<
      {
        query?: {
          fields?: readonly ("id" | "title" | "pages" | Braces<"author"> | Braces<"reviews"> | `cover.${string}`)[];
          limit?: number;
          after?: string;
          before?: string;
          tags?: readonly string[];
        };
        path: { shelf_id: string };
      },
      { data: Book[]; paging?: Paging }
    >;
    post: Omit<Operation<{ query?: never; path: { shelf_id: string } }, { id: string }>, "requestBody"> & {
      requestBody: {
        content: {
          "application/json": { title: string; authors?: readonly { name: string }[]; notes?: Record<string, unknown> };
        };
      };
    };
    delete: Operation<{ query: { book_id: string }; path: { shelf_id: string } }, { success: boolean }>;
  };
  "/{shelf_id}": {
    get: Operation<{ query?: { fields?: readonly ("id" | Braces<"books">)[] }; path: { shelf_id: string } }, Shelf>;
  };
  "https://api.facebook.com/{shelf_id}/close": {
    post: Operation<{ path: { shelf_id: string } }, { closed: boolean }>;
  };
  "/boxes": {
    get: Operation<{ query?: { after?: string } }, { data: { boxes: { id: string }[] }; paging?: Paging }>;
  };
  "/shelves": {
    get: Operation<{ query?: { fields?: readonly "id"[] } }, { data: Shelf[] }>;
  };
}

interface TestPathsByVersion {
  "v23.0": Pick<TestPaths, "/{shelf_id}">;
  "v25.0": TestPaths;
}

/** A client of it, which does not repeat calls unless told to. */
export function testClient(fetch: NetworkFetch, options: Partial<ClientOptions> = {}): Client<TestPaths> {
  return createClient<TestPathsByVersion>({ auth: "EAAB", fetch, retry: false, ...options });
}
