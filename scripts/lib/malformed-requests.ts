import { connect, type Socket } from "node:net";

/** A request as bytes. */
export interface RawRequest {
  /** What is wrong with it. */
  name: string;
  bytes: Buffer;
  /** What the client does after sending them: wait for a response, close its half, close all, or reset. */
  ending: "wait" | "half-close" | "close" | "reset";
}

export interface RawResponse {
  name: string;
  /** Status of every response on the connection: empty if the server hung up or did not respond. */
  statuses: number[];
}

export interface SendOptions {
  host: string;
  port: number;
  /** The path that the server handles. */
  path: string;
  /** Sends a normal request, and throws unless it gets the normal response. Called after each batch. */
  checkAlive: () => Promise<unknown>;
  /** Idle timeout of a connection in ms. @default 2000 */
  idle?: number;
  /** Concurrent connections. @default 250 */
  batch?: number;
}

/**
 * Sends every malformed request over a separate connection. The test judges the statuses, see
 * `serverErrors()`.
 *
 * @throws {Error} naming the last requests, if the server does not respond to a normal one after them
 * @example
 * const responses = await sendMalformedRequests({ host: "127.0.0.1", port, path: "/webhook", checkAlive });
 * expect(serverErrors(responses)).toEqual([]);
 */
export async function sendMalformedRequests({
  host,
  port,
  path,
  checkAlive,
  idle = 2000,
  batch = 250,
}: SendOptions): Promise<RawResponse[]> {
  const requests = malformedRequests(path);
  const responses: RawResponse[] = [];
  for (let start = 0; start < requests.length; start += batch) {
    const some = requests.slice(start, start + batch);
    responses.push(...(await Promise.all(some.map((request) => sendRaw(connect(port, host), request, idle)))));
    try {
      await checkAlive();
    } catch (cause) {
      const names = some.map(({ name }) => name).join(" | ");
      throw new Error(`Cannot reach the server after one of these requests: ${names}`, { cause });
    }
  }
  return responses;
}

/** Responses with a server error, other than for an unknown method, encoding or version. */
export function serverErrors(responses: readonly RawResponse[]): RawResponse[] {
  const rightful = new Set([501, 505]);
  return responses.filter(({ statuses }) => statuses.some((status) => status >= 500 && !rightful.has(status)));
}

function sendRaw(socket: Socket, { name, bytes, ending }: RawRequest, idle: number): Promise<RawResponse> {
  let received = "";
  return new Promise((resolve) => {
    // a server may hang up while we write
    socket.on("error", () => undefined);
    socket.on("data", (data: Buffer) => (received += data.toString("latin1")));
    socket.on("end", () => socket.destroy());
    socket.setTimeout(idle, () => socket.destroy());
    socket.on("close", () => {
      const lines = received.matchAll(/^HTTP\/1\.[01] (\d{3})/gm);
      resolve({ name, statuses: Array.from(lines, ([, status]) => Number(status)) });
    });
    if (ending === "half-close") socket.end(bytes);
    else socket.write(bytes, () => finish(socket, ending));
  });
}

function finish(socket: Socket, ending: RawRequest["ending"]): void {
  if (ending === "close") socket.destroy();
  if (ending === "reset") socket.resetAndDestroy();
}

/** More than 400 requests to the path, no two of them the same. */
export function malformedRequests(path: string): RawRequest[] {
  const wait = (name: string, text: string): RawRequest => ({
    name,
    bytes: Buffer.from(text, "latin1"),
    ending: "wait",
  });
  return [
    ...methods.map((method) => wait(`method ${brief(method)}`, `${method} ${path} HTTP/1.1\r\n${host}\r\n`)),
    ...["GET", "POST", "TRACE"].flatMap((method) =>
      targetsFor(path).map((target) =>
        wait(`${method} ${brief(target)}`, `${method} ${target} HTTP/1.1\r\n${host}\r\n`),
      ),
    ),
    ...startLinesFor(path).map((line) => wait(`start ${brief(line)}`, `${line}\r\n${host}\r\n`)),
    ...hosts.map((lines) => wait(`host ${brief(lines)}`, `GET ${path} HTTP/1.1\r\n${lines}\r\n`)),
    ...headers.map((lines) => wait(`header ${brief(lines)}`, `POST ${path} HTTP/1.1\r\n${host}${lines}\r\n{}`)),
    ...bodies.map(([lines, body]) =>
      wait(`body ${brief(lines + body)}`, `POST ${path} HTTP/1.1\r\n${host}${lines}\r\n${body}`),
    ),
    ...pipelined.map((rest) => wait(`pipelined ${brief(rest)}`, `GET ${path} HTTP/1.1\r\n${host}\r\n${rest}`)),
    ...partsOf(path).flatMap(([name, text]) =>
      (["half-close", "close", "reset"] as const).map((ending) => ({ ...wait(`${ending} ${name}`, text), ending })),
    ),
  ];
}

function brief(text: string): string {
  return text.length > 60 ? `${JSON.stringify(text.slice(0, 50))}… (${text.length})` : JSON.stringify(text);
}

const host = "Host: localhost\r\n";
const long = (length: number) => "a".repeat(length);

const methods = [
  "",
  " ",
  "get",
  "Post",
  "TRACE",
  "CONNECT",
  "TRACK",
  "OPTIONS",
  "HEAD",
  "PUT",
  "PATCH",
  "DELETE",
  "PROPFIND",
  "M-SEARCH",
  "QUERY",
  "PRI",
  "FOO",
  "GET POST",
  "GET\t",
  "G\0T",
  "G\x01T",
  "G\xc9T",
  "GE(T",
  '"GET"',
  "-",
  "0",
  "__proto__",
  "constructor",
  long(100),
  long(10_000),
  long(70_000),
];

const targetsFor = (path: string) => [
  "",
  "?",
  "*",
  "/",
  "//",
  "///",
  "//a:b@c",
  "//[",
  "//%",
  "/\\",
  "\\",
  "\\\\a",
  "/%",
  "/%0",
  "/%zz",
  "/%00",
  "/%c3%28",
  "/%ff%fe",
  "/%2e%2e/%2e%2e",
  "/../../etc/passwd",
  "/..\\..",
  "/\0",
  "/\x01\x7f",
  "/\xe9",
  "/\xc3\xa9?\xff",
  "/ /",
  "/a b",
  "/#",
  "/?#",
  "/:",
  "/;=@&+$,",
  "/[",
  '/{}|^`"<>',
  "http:",
  "http:/",
  "http://",
  "http://[",
  "http://[::1",
  "http://:80",
  "http://a:99999999/",
  "http://%/",
  "http://a b/",
  "http://\xe9/",
  "HTTP://LOCALHOST/",
  "https://localhost/",
  "ftp://localhost/",
  "file:///etc/passwd",
  "data:,x",
  "javascript:0",
  "blob:null/1",
  "about:blank",
  "urn:a",
  "x:",
  ":",
  "::",
  "localhost",
  "localhost:80",
  "[::1]:80",
  "a:b:c",
  "http://user:secret@localhost/",
  `http://localhost${path}`,
  `http://[${path}`,
  `${path}/`,
  `${path}//`,
  `/${path}`,
  `${path}%`,
  `${path}%00`,
  `${path}\0`,
  `${path}\\`,
  `${path}#x`,
  `${path}?`,
  `${path}??`,
  `${path}?%`,
  `${path}?%zz=%`,
  `${path}?hub.mode=%ff&hub.mode=subscribe`,
  `${path}?hub.mode=subscribe&hub.challenge=%0d%0aX-A:%201&hub.verify_token=%00`,
  `${path}?a[]=1&a[b]=2&__proto__[x]=3`,
  `${path}?${"a=1&".repeat(2000)}`,
  `/${long(8000)}`,
  `/${long(70_000)}`,
  `${"/..".repeat(1000)}`,
  `/${"%00".repeat(1000)}`,
];

const startLinesFor = (path: string) => [
  "GET",
  `GET ${path}`,
  `GET ${path} HTTP`,
  `GET ${path} HTTP/`,
  `GET ${path} HTTP/0.9`,
  `GET ${path} HTTP/1`,
  `GET ${path} HTTP/1.2`,
  `GET ${path} HTTP/2.0`,
  `GET ${path} HTTP/9.9`,
  `GET ${path} HTTP/1.1 x`,
  `GET ${path} http/1.1`,
  `GET ${path} HTTP/-1.1`,
  `GET ${path} RTSP/1.0`,
  `GET  ${path}  HTTP/1.1`,
  `GET\t${path}\tHTTP/1.1`,
  ` GET ${path} HTTP/1.1`,
  `\r\n\r\nGET ${path} HTTP/1.1`,
  `\nGET ${path} HTTP/1.1\n`,
  "PRI * HTTP/2.0\r\n\r\nSM",
  "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  "\0\0\0\0",
  "\xff".repeat(1000),
  `{"object":1}`,
  "HTTP/1.1 200 OK",
  long(70_000),
];

const hosts = [
  "",
  "Host:\r\n",
  "Host: \r\n",
  `${host}${host}`,
  `${host}Host: evil.example\r\n`,
  "Host: a b\r\n",
  "Host: [\r\n",
  "Host: [::1\r\n",
  "Host: a:b:c\r\n",
  "Host: :80\r\n",
  "Host: localhost:99999\r\n",
  "Host: http://localhost/\r\n",
  "Host: user@localhost\r\n",
  "Host: /\r\n",
  "Host: ?\r\n",
  "Host: #\r\n",
  "Host: %00\r\n",
  "Host: \xff\xfe\r\n",
  "Host: \x00\r\n",
  "Host: ..\r\n",
  `Host: ${long(10_000)}\r\n`,
  "Host : localhost\r\n",
  "Host\r\n",
  `${host}X-Forwarded-Host: [\r\nX-Forwarded-Proto: javascript\r\n`,
];

const length = "Content-Length: 2\r\n";

const headers = [
  ": x\r\n",
  "x\r\n",
  " x: 1\r\n",
  "x : 1\r\n",
  "x\0: 1\r\n",
  "x: \0\r\n",
  "x: \x01\x02\x7f\r\n",
  "x: a\rb\r\n",
  "x: a\nb\r\n",
  "x: 1\r\n folded\r\n",
  "\xe9: 1\r\n",
  "x: \xe9\xff\r\n",
  "(): 1\r\n",
  "__proto__: 1\r\nconstructor: 2\r\n",
  `x: ${long(70_000)}\r\n`,
  `${long(70_000)}: x\r\n`,
  "x: 1\r\n".repeat(3000),
  "x:\r\n".repeat(150),
  "Content-Length:\r\n",
  "Content-Length: -1\r\n",
  "Content-Length: +2\r\n",
  "Content-Length: 2.0\r\n",
  "Content-Length: 0x2\r\n",
  "Content-Length: 2e0\r\n",
  "Content-Length: NaN\r\n",
  "Content-Length: 99999999999999999999999\r\n",
  "Content-Length: 2, 2\r\n",
  "Content-Length: 2, 3\r\n",
  `${length}${length}`,
  `${length}Content-Length: 3\r\n`,
  "Content-Length: 9007199254740993\r\n",
  `${length}Expect: 100-continue\r\n`,
  "Expect: 100-continue\r\nContent-Length: 999999999\r\n",
  `${length}Expect: 200-ok\r\n`,
  `${length}Expect: \xff\r\n`,
  `${length}Expect:\r\n`,
  "Connection: Upgrade\r\nUpgrade: websocket\r\n",
  "Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
  `${length}Connection: Upgrade\r\nUpgrade: \xff\r\n`,
  `${length}Upgrade: a, b\r\n`,
  `${length}Connection: close, keep-alive, x\r\n`,
  `${length}Connection: Content-Length\r\n`,
  `${length}Keep-Alive: timeout=-1\r\n`,
  `${length}Content-Type: \r\n`,
  `${length}Content-Type: /\r\n`,
  `${length}Content-Type: application/json; charset=\r\n`,
  `${length}Content-Type: application/json; charset=utf-99\r\n`,
  `${length}Content-Type: multipart/form-data\r\n`,
  `${length}Content-Type: multipart/form-data; boundary=\r\n`,
  `${length}Content-Type: ${";".repeat(5000)}\r\n`,
  `${length}Content-Type: \xff\r\n`,
  `${length}Content-Type: a/b\r\nContent-Type: c/d\r\n`,
  `${length}Content-Encoding: gzip\r\n`,
  `${length}Content-Encoding: br\r\n`,
  `${length}Content-Encoding: deflate, gzip\r\n`,
  `${length}Content-Encoding: nothing\r\n`,
  `${length}Content-Type: application/json\r\nContent-Encoding: gzip\r\n`,
  `${length}X-Hub-Signature-256: sha256=${"0".repeat(64)}\r\n`,
  `${length}X-Hub-Signature-256: sha256=\xff\r\n`,
  `${length}X-Hub-Signature-256:\r\n`,
  `${length}X-Hub-Signature-256: a\r\nX-Hub-Signature-256: b\r\n`,
  `${length}Authorization: \xff\r\n`,
  `${length}Authorization: Bearer\r\n`,
  `${length}Authorization: a\r\nAuthorization: b\r\n`,
  `${length}Cookie: ${"=;".repeat(3000)}\r\n`,
  `${length}Range: bytes=-9,9-,x\r\n`,
  `${length}Origin: null\r\n`,
  `${length}If-Modified-Since: never\r\nIf-None-Match: "\r\n`,
  `${length}Accept: ;q=x\r\nAccept-Encoding: \xff\r\n`,
  `${length}Date: \xff\r\nMax-Forwards: -1\r\n`,
];

const signed = `X-Hub-Signature-256: sha256=${"0".repeat(64)}\r\n`;
const chunked = `${signed}Transfer-Encoding: chunked\r\n`;

/** Headers and body of a POST. */
const bodies: [string, string][] = [
  [signed, "{}"],
  [`${signed}Content-Length: 100\r\n`, "{}"],
  [`${signed}Content-Length: 1\r\n`, "{}{}{}{}"],
  [`${signed}Content-Length: 0\r\n`, "{}"],
  [`${signed}Content-Length: 2\r\n`, "\0\xff"],
  [`${signed}Content-Length: 5000000\r\n`, long(100_000)],
  [`${signed}Content-Length: 200000\r\n`, "[".repeat(200_000)],
  [chunked, ""],
  [chunked, "0\r\n\r\n"],
  [chunked, "2\r\n{}\r\n0\r\n\r\n"],
  [chunked, "2\r\n{}\r\n"],
  [chunked, "2\r\n{}0\r\n\r\n"],
  [chunked, "2\r\n{"],
  [chunked, "2\n{}\n0\n\n"],
  [chunked, "1\r\n{}\r\n0\r\n\r\n"],
  [chunked, "5\r\n{}\r\n0\r\n\r\n"],
  [chunked, "-1\r\n{}\r\n0\r\n\r\n"],
  [chunked, "+2\r\n{}\r\n0\r\n\r\n"],
  [chunked, "0x2\r\n{}\r\n0\r\n\r\n"],
  [chunked, " 2\r\n{}\r\n0\r\n\r\n"],
  [chunked, "g\r\n{}\r\n0\r\n\r\n"],
  [chunked, "\r\n\r\n"],
  [chunked, "{}"],
  [chunked, "ffffffffffffffffff\r\n{}"],
  [chunked, "7fffffff\r\n{}"],
  [chunked, `2;${long(70_000)}\r\n{}\r\n0\r\n\r\n`],
  [chunked, '2;a="\\\r\n{}\r\n0\r\n\r\n'],
  [chunked, "2\r\n{}\r\n0\r\nx\r\n\r\n"],
  [chunked, "2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n"],
  [chunked, `2\r\n{}\r\n0\r\nx: ${long(70_000)}\r\n\r\n`],
  [chunked, `${"1\r\na\r\n".repeat(5000)}0\r\n\r\n`],
  [`${chunked}Content-Length: 2\r\n`, "2\r\n{}\r\n0\r\n\r\n"],
  [`Content-Length: 2\r\n${chunked}`, "{}"],
  [`${signed}Transfer-Encoding: identity\r\n`, "{}"],
  [`${signed}Transfer-Encoding: gzip\r\n`, "{}"],
  [`${signed}Transfer-Encoding: chunked, gzip\r\n`, "2\r\n{}\r\n0\r\n\r\n"],
  [`${signed}Transfer-Encoding: gzip, chunked\r\n`, "2\r\n{}\r\n0\r\n\r\n"],
  [`${signed}Transfer-Encoding: chunked, chunked\r\n`, "2\r\n{}\r\n0\r\n\r\n"],
  [`${signed}Transfer-Encoding:\r\n`, "{}"],
  [`${signed}Transfer-Encoding: \x0bchunked\r\n`, "2\r\n{}\r\n0\r\n\r\n"],
  [`${signed}Transfer-Encoding : chunked\r\n`, "2\r\n{}\r\n0\r\n\r\n"],
];

/** What follows a request on its connection. */
const pipelined = [
  "\0",
  "x",
  "\r\n",
  "\r\n\r\n\r\n",
  "{}",
  "\xff\xff",
  "GET",
  "GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
  "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
  "POST / HTTP/1.1\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50),
  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{}",
  long(100_000),
];

/** Beginnings of a POST, as sent by a client that disconnects. */
const partsOf = (path: string): [string, string][] => {
  const line = `POST ${path} HTTP/1.1\r\n`;
  return [
    ["before a byte", ""],
    ["in the method", "PO"],
    ["in the target", `POST ${path}`],
    ["after the request line", line],
    ["in the headers", `${line}Host: local`],
    ["after the headers", `${line}${host}${signed}Content-Length: 1000\r\n\r\n`],
    ["in the body", `${line}${host}${signed}Content-Length: 1000\r\n\r\n{"entry":`],
    ["in a chunk", `${line}${host}${chunked}\r\nff\r\n{"entry":`],
    ["between chunks", `${line}${host}${chunked}\r\n2\r\n{}\r\n`],
    ["in a large body", `${line}${host}${signed}Content-Length: 5000000\r\n\r\n${long(200_000)}`],
    ["while waiting for 100 Continue", `${line}${host}${signed}Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n`],
    ["right after the body", `${line}${host}${signed}Content-Length: 2\r\n\r\n{}`],
    ["right after an unsigned body", `${line}${host}Content-Length: 2\r\n\r\n{}`],
    ["right after GET", `GET ${path} HTTP/1.1\r\n${host}\r\n`],
    ["right after GET of a bad target", `GET http://[ HTTP/1.1\r\n${host}\r\n`],
    ["right after ten requests", `GET ${path} HTTP/1.1\r\n${host}\r\n`.repeat(10)],
  ];
};
