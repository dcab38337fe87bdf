import { connect, type Socket } from "node:net";
import { expect, it } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox } = await shareSandbox({ accessToken: "mine" });

/** What is received until the server closes the connection, which the client keeps open. */
function exchange(path: string, framing: string, send: (socket: Socket) => void): Promise<string> {
  const { hostname, port } = new URL(sandbox.url);
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer mine\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`,
      );
      send(socket);
    });
    socket.on("data", (data) => (received += String(data)));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
  });
}

const calls = [
  ["/v25.0/506914307656634/add_phone_numbers", "longer than 1 MB"],
  ["/v25.0/", "longer than 1 MB"],
  ["/_sandbox/faults", "longer than 1 MB"],
  ["/_sandbox/reset", "longer than 1 MB"],
] as const;

it.each(calls)(
  "%s rejects a body that is too long with status 413 and closes the connection",
  async (path, message) => {
    const received = await exchange(path, "Content-Length: 1048577", (socket) => socket.write(" ".repeat(1_048_577)));
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(received.toLowerCase()).toContain("connection: close");
    expect(received).toContain(message);
  },
);

it.each(calls)("%s does not wait for a body that is too long and never comes", async (path) => {
  const received = await exchange(path, "Content-Length: 99999999", (socket) => socket.write(" ".repeat(1_048_577)));
  expect(received).toMatch(/^HTTP\/1\.1 413 /);
});

it.each(calls)("%s closes the connection on which chunks come without an end", async (path) => {
  const chunk = `10000\r\n${" ".repeat(65_536)}\r\n`;
  const received = await exchange(path, "Transfer-Encoding: chunked", (socket) => {
    const send = () => void socket.write(chunk, (error) => error ?? send());
    send();
  });
  expect(received).toMatch(/^(HTTP\/1\.1 413 |$)/); // empty if the connection was lost before it was read
});
