import { describe, expect, test } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";

const { sandbox } = await shareSandbox({ strict: false });

function send(method: string, path: string, headers: Record<string, string>) {
  return fetch(`${sandbox.url}${path}`, { method, headers });
}

function preflight(path: string, origin: string) {
  const asked = { "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
  return send("OPTIONS", path, { origin, ...asked });
}

const messages = "/v25.0/108110225544001/messages";
const number = "/v25.0/108110225544001";

describe("a page on loopback", () => {
  test.each(["http://localhost:5173", "http://127.0.0.1:3000", "https://shop.localhost", "http://[::1]:8080"])(
    "of %s may call the Graph API after a preflight without a token",
    async (origin) => {
      const asked = await preflight(messages, origin);
      expect(asked.status).toBe(204);
      expect(asked.headers.get("access-control-allow-origin")).toBe(origin);
      expect(asked.headers.get("access-control-allow-headers")).toBe("Authorization,Content-Type");
      expect(asked.headers.get("access-control-allow-methods")?.split(",").toSorted()).toEqual([
        "DELETE",
        "GET",
        "POST",
      ]);
      expect(asked.headers.get("access-control-allow-credentials")).toBeNull();
      expect(sandbox.calls).toEqual([]);

      const answer = await send("GET", `${number}?colour=blue`, {
        origin,
        authorization: `Bearer ${sandbox.accessToken}`,
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
      expect(answer.headers.get("access-control-expose-headers")).toBe("X-Sandbox-Warning");
      expect(answer.headers.get("x-sandbox-warning")).toContain("colour");
      expect(answer.headers.get("vary")).toBe("Origin");
      expect(await answer.json()).toMatchObject({ id: "108110225544001" });
    },
  );

  test("sees errors", async () => {
    const answer = await send("GET", number, { origin: "http://localhost:5173" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
    expect(await answer.json()).toMatchObject({ error: { code: expect.any(Number) } });
  });

  test("sees that its body is too long", async () => {
    const answer = await fetch(`${sandbox.url}${messages}`, {
      method: "POST",
      headers: {
        origin: "http://localhost:5173",
        authorization: `Bearer ${sandbox.accessToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify("a".repeat(1_048_577)),
    });
    expect(answer.status).toBe(413);
    expect(answer.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
  });

  test("has no permission for the control routes", async () => {
    const asked = await preflight("/_sandbox/reset", "http://localhost:5173");
    expect(asked.status).toBe(400);
    expect(asked.headers.get("access-control-allow-origin")).toBeNull();
    const answer = await send("GET", "/_sandbox/calls", { origin: "http://localhost:5173" });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

test.each([
  "https://evil.example",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "null",
  "file://",
])("a page of %s gets no permission", async (origin) => {
  const asked = await preflight(messages, origin);
  expect(asked.status).toBe(401);
  expect(asked.headers.get("access-control-allow-origin")).toBeNull();
  const answer = await send("GET", number, { origin, authorization: `Bearer ${sandbox.accessToken}` });
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});

test("pages of other origins may call it where an option names these", async () => {
  const { sandbox: open } = await startSandbox({ pageOrigins: ["https://docs.example/", "https://shop.example"] });
  const own = { authorization: `Bearer ${open.accessToken}` };
  const allowed = async (origin: string) => {
    const answer = await fetch(`${open.url}${number}`, { headers: { origin, ...own } });
    return answer.headers.get("access-control-allow-origin");
  };
  expect(await allowed("https://docs.example")).toBe("https://docs.example");
  expect(await allowed("https://shop.example")).toBe("https://shop.example");
  expect(await allowed("http://localhost:5173")).toBe("http://localhost:5173");
  expect(await allowed("http://docs.example")).toBeNull();
  expect(await allowed("https://docs.example.evil.example")).toBeNull();
  const control = await fetch(`${open.url}/_sandbox/calls`, { headers: { origin: "https://docs.example" } });
  expect(control.headers.get("access-control-allow-origin")).toBeNull();
});

test("OPTIONS that is no preflight is a call like any other", async () => {
  const answer = await send("OPTIONS", messages, { origin: "http://localhost:5173" });
  expect(answer.status).toBe(401);
});
