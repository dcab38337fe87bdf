import { describe, expect, test, vi } from "vitest";
import { observe } from "../observe/observe.ts";
import { testClient } from "../paths.test-support.ts";
import { throttle } from "../throttle/throttle.ts";
import { tokenProvider } from "./token-provider.ts";

describe("the body of an error, with all that looks at it,", () => {
  const onResponse = vi.fn();

  /** Makes a call that is refused, and counts how often the body is read and parsed. */
  async function refuse(makeCall: (client: ReturnType<typeof testClient>) => Promise<unknown>) {
    const body = '{"error":{"message":"no","type":"OAuthException","code":100}}';
    const refusal = new Response(body, { status: 400, headers: { "Content-Length": String(body.length) } });
    const reads = vi.spyOn(refusal, "text");
    const parses = vi.spyOn(JSON, "parse");
    const client = testClient(async () => refusal, {
      auth: tokenProvider(async () => ({ access_token: "EAAB" })),
      retry: { attempts: 2 },
      middleware: [throttle(), observe({ onResponse })],
    });
    await makeCall(client);
    const parsed = parses.mock.calls.filter(([text]) => text === body).length;
    parses.mockRestore();
    expect(onResponse).toHaveBeenLastCalledWith(expect.objectContaining({ code: 100 }));
    return { read: reads.mock.calls.length, parsed };
  }

  test("is read and parsed once, and parsed once more by openapi-fetch", async () => {
    const counts = await refuse(async (client) => {
      const { error } = await client.GET("/{shelf_id}", { params: { path: { shelf_id: "7" } } });
      expect(error?.error.code).toBe(100);
    });
    expect(counts).toEqual({ read: 1, parsed: 2 });
  });

  test("is read and parsed once for a request that is not documented", async () => {
    const counts = await refuse((client) => expect(client.fetch("/7")).rejects.toMatchObject({ code: 100 }));
    expect(counts).toEqual({ read: 1, parsed: 1 });
  });
});
