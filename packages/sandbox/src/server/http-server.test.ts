import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { listen, stop, toListener, urlOf } from "./http-server.ts";

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<string> {
  const server = createServer(toListener(answer));
  onTestFinished(() => stop(server));
  return listen(server, 0, "127.0.0.1");
}

it("toListener() responds with status 500 and closes when it fails before the response began", async () => {
  const response = await fetch(await serve(async () => Promise.reject(new Error("broken"))));
  expect(response.status).toBe(500);
  expect(response.headers.get("connection")).toBe("close");
});

it("toListener() cuts a response that fails in the middle", async () => {
  const url = await serve(async (_, response) => {
    response.writeHead(200, { "content-length": 10 }).write("half");
    throw new Error("broken");
  });
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/);
});

it("a server outlives errors after it began to listen, such as too many open files", async () => {
  const server = createServer();
  onTestFinished(() => stop(server));
  await listen(server, 0, "127.0.0.1");
  const accept = () => server.emit("error", new Error("accept EMFILE"));
  expect(accept()).toBe(true);
  expect(accept()).toBe(true);
});

it("urlOf() writes an IPv6 address so that it can be called", () => {
  expect(urlOf("::1", 4000)).toBe("http://[::1]:4000");
  expect(urlOf("localhost", 4000)).toBe("http://localhost:4000");
});
