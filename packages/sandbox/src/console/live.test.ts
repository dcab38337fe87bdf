import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startSandbox } from "../sandbox.test-support.ts";

interface Stream {
  readonly socket: Socket;
  /** What has arrived. */
  text(): string;
}

/** Opens the stream of what happens as a client that looks at each byte. */
async function listen(url: string, headers: Record<string, string> = {}): Promise<Stream> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => undefined);
  let text = "";
  socket.on("data", (bytes) => (text += String(bytes)));
  await once(socket, "connect");
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  socket.write(`GET /_sandbox/live HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  await vi.waitFor(() => expect(text).toMatch(/\r\n\r\n/), 10_000);
  return { socket, text: () => text };
}

const soon = (look: () => void) => vi.waitFor(look, { timeout: 20_000, interval: 20 });

describe("GET /_sandbox/live", () => {
  it("tells what happens from then on, in order", async () => {
    const { sandbox } = await startSandbox();
    await sandbox.customer("+15550123456").text("before");
    const stream = await listen(sandbox.url);
    await soon(() => expect(stream.text()).toContain(": hello"));
    for (const text of ["first", "second"]) await sandbox.customer("+15550123456").text(text);
    await soon(() => expect(stream.text()).toMatch(/"first"[^]*"second"/));
    expect(stream.text()).not.toContain("before");
    expect(stream.text()).toContain("text/event-stream");
  });

  it.each([
    ["host", "evil.example"],
    ["origin", "https://evil.example"],
    ["origin", "null"],
  ])("rejects %s %s", async (name, value) => {
    const { sandbox } = await startSandbox();
    const stream = await listen(sandbox.url, { [name]: value });
    expect(stream.text()).toMatch(/^HTTP\/1\.1 403 /);
  });

  it("shows no secret", async () => {
    const { sandbox, call } = await startSandbox();
    const stream = await listen(sandbox.url);
    await soon(() => expect(stream.text()).toContain(": hello"));
    await call("GET", `/${sandbox.phoneNumberId}`);
    sandbox.issueToken();
    await sandbox.customer("+15550123456").text("the end");
    await soon(() => expect(stream.text()).toContain("the end"));
    for (const secret of [sandbox.accessToken, sandbox.appSecret]) expect(stream.text()).not.toContain(secret);
  });

  it("tells many pages at once, and goes on when some of them leave", async () => {
    const { sandbox } = await startSandbox();
    const streams = await Promise.all(Array.from({ length: 100 }, () => listen(sandbox.url)));
    for (const { socket } of streams.slice(0, 50)) socket.destroy();
    await sandbox.customer("+15550123456").text("to all");
    for (const { text } of streams.slice(50)) await soon(() => expect(text()).toContain("to all"));
  });

  it("keeps little for a page that does not read, and tells it to begin again", async () => {
    const { sandbox } = await startSandbox();
    const stream = await listen(sandbox.url);
    stream.socket.pause();
    const ada = sandbox.customer("+15550123456");
    const body = "x".repeat(4000);
    for (let count = 0; count < 6000; count++) await ada.text(body);
    stream.socket.resume();
    await soon(() => expect(stream.text()).toContain('{"type":"restart"}'));
    await ada.text("the end");
    await soon(() => expect(stream.text()).toContain("the end"));
    expect(stream.text().length).toBeLessThan(6000 * 4000); // and not all of it
  });

  it("does not keep the sandbox from closing", async () => {
    const { sandbox } = await startSandbox();
    const streams = await Promise.all(Array.from({ length: 5 }, () => listen(sandbox.url)));
    streams[0]?.socket.pause();
    await sandbox.close();
    for (const { socket } of streams.slice(1)) await soon(() => expect(socket.destroyed).toBe(true));
  });
});
