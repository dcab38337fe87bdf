import { describe, expect, it, onTestFinished } from "vitest";
import { runCli } from "./cli.ts";
import { help } from "./cli-options.ts";
import { serve, startReceiver } from "./webhooks/receiver.test-support.ts";

async function run(words: string[], environment?: Record<string, string>) {
  const printed = { out: "", error: "" };
  const output = {
    out: (text: string) => void (printed.out += text),
    error: (text: string) => void (printed.error += text),
  };
  return { printed, result: await runCli(words, output, environment) };
}

/** A sandbox that the command started, and what it printed, also since. */
async function start(words: string[] = [], environment?: Record<string, string>) {
  const { printed, result: sandbox } = await run(words, environment);
  if (typeof sandbox === "number") throw new Error(printed.error);
  onTestFinished(() => sandbox.close());
  return { sandbox, printed };
}

/** The arguments of the commands in a text, as a shell would pass them. */
function commandsIn(text: string): string[][] {
  return [...text.matchAll(/^curl (?:.*\\\n)*.*$/gm)].map(([command]) => {
    const words = command.replaceAll(/\\\n */g, "").matchAll(/(?:'[^']*'|\\'|[^\s'])+/g);
    return [...words].map(([word]) => word.replaceAll(/'([^']*)'|\\(')/g, "$1$2"));
  });
}

/** Sends what a curl command would. */
async function curl([name, url = "", ...options]: string[]) {
  expect(name).toBe("curl");
  const headers = options.flatMap((option, place) => (option === "-H" ? [options[place + 1]?.split(": ") ?? []] : []));
  const body = options[options.indexOf("-d") + 1] ?? "";
  const response = await fetch(url, { method: "POST", headers: Object.fromEntries(headers), body });
  return { status: response.status, body: await response.json() };
}

describe("runCli()", () => {
  it.each([
    [["--prot", "1"], "Cannot read the options: Unknown option '--prot'"],
    [["4000"], "Cannot read the options: Unexpected argument '4000'"],
    [["--port", "high"], "Cannot read the options: --port must be a number from 0 to 65535, not high"],
    [["--media-port", "65536"], "--media-port must be a number from 0 to 65535, not 65536"],
    [["--port=-1"], "--port must be a number from 0 to 65535, not -1"],
    [["--strict=no"], "does not take an argument"],
    [["--verify-token", "mine"], "--verify-token needs --webhook"],
    [["--template-review", "never"], "--template-review must be automatic or manual, not never"],
  ])("rejects %j with exit code 2", async (words, message) => {
    const { result, printed } = await run(words);
    expect(result).toBe(2);
    expect(printed.out).toBe("");
    expect(printed.error).toContain(message);
    expect(printed.error).toContain("Try openwaba-sandbox --help");
  });

  it.each([
    [{ SANDBOX_PORT: "high" }, "SANDBOX_PORT must be a number from 0 to 65535, not high"],
    [{ SANDBOX_TEMPLATE_REVIEW: "never" }, "SANDBOX_TEMPLATE_REVIEW must be automatic or manual, not never"],
    [{ SANDBOX_STRICT: "perhaps" }, "SANDBOX_STRICT must be 1 or 0, not perhaps"],
  ])("rejects the environment %j with exit code 2", async (environment, message) => {
    const { result, printed } = await run([], environment);
    expect(result).toBe(2);
    expect(printed.error).toContain(message);
  });

  it.each([
    [["--access-token", "two words"], "Cannot start the sandbox: the access token must be printable ASCII"],
    [["--app-secret="], "Cannot start the sandbox: the app secret is empty"],
    [["--host="], "Cannot start the sandbox: the host is empty"],
    [["--webhook-host", "http://bot"], "Cannot start the sandbox: http://bot is not the name of a host"],
    [
      ["--page-origin", "https://docs.example/page"],
      "Cannot start the sandbox: pageOrigins must be an origin like http://sandbox:4000, not https://docs.example/page",
    ],
    [["--webhook", "http://bot:3000/"], "Cannot start the sandbox: the webhook is http://bot:3000/, it must be https"],
    [["--webhook", "bot"], "Cannot start the sandbox: the webhook is bot, it is not an absolute URL"],
  ])("rejects %j, which the sandbox cannot be started with, with exit code 2", async (words, message) => {
    const { result, printed } = await run(words);
    expect(result).toBe(2);
    expect(printed.error).toContain(message);
    expect(printed.error).not.toContain("two words");
  });

  it("names the port that is taken and returns exit code 1", async () => {
    const { port } = new URL((await start()).sandbox.url);
    const { result, printed } = await run(["--port", port]);
    expect(result).toBe(1);
    expect(printed.error).toBe(
      `Cannot start the sandbox on 127.0.0.1 port ${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    );
  });

  it("returns exit code 1 when the address cannot be used", async () => {
    const { result, printed } = await run(["--host", "192.0.2.1"]);
    expect(result).toBe(1);
    expect(printed.error).toMatch(/^Cannot start the sandbox on 192\.0\.2\.1 port 0/);
  });

  it("prints its options", async () => {
    expect(await run(["--help"])).toEqual({ result: 0, printed: { out: help, error: "" } });
  });

  it("needs no options", async () => {
    const { sandbox } = await start();
    expect(sandbox.accessToken).toMatch(/^sandbox-[0-9a-f]{32}$/);
  });

  it("prints all that a newcomer needs", async () => {
    const words = ["--access-token", "mine", "--webhook-secret", "a secret of ours"];
    const { sandbox, printed } = await start(words);
    expect(printed.out).toBe(`The sandbox is running: stop it with Ctrl+C

  console         ${sandbox.url}/_sandbox/console/
  base URL        ${sandbox.url}
  file downloads  ${sandbox.mediaUrl}
  access token    mine
  business id     506914307656634 (Lantern Telecom)
  app id          670843887433847
  account id      102290129340398
  number id       108110225544001
  webhook         none: start it with --webhook http://127.0.0.1:3000/ to get messages and statuses
  webhook secret  a secret of ours
  verify token    sandbox

For the .env of your program. Ports, token and secret are new at each start unless options set them, see --help:

WHATSAPP_BASE_URL=${sandbox.url}
WHATSAPP_MEDIA_ORIGIN=${sandbox.mediaUrl}
WHATSAPP_ACCESS_TOKEN=mine
WHATSAPP_BUSINESS_ID=506914307656634
WHATSAPP_BUSINESS_ACCOUNT_ID=102290129340398
WHATSAPP_PHONE_NUMBER_ID=108110225544001
META_APP_ID=670843887433847
META_APP_SECRET='a secret of ours'
WEBHOOK_VERIFY_TOKEN=sandbox

Send a template:

curl ${sandbox.url}/v25.0/108110225544001/messages \\
  -H 'Authorization: Bearer mine' \\
  -H 'Content-Type: application/json' \\
  -d '{"messaging_product":"whatsapp","to":"15550123456","type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}'

Write to the business as a customer:

curl ${sandbox.url}/_sandbox/customers/15550123456/messages \\
  -H 'Content-Type: application/json' \\
  -d '{"type":"text","body":"Hello"}'

Calls and webhooks:

`);
    expect(printed.error).toBe("");
  });

  it.each([[[]], [["--access-token", "it's-mine", "--app-secret", "secret", "--strict"]]])(
    "prints commands that work: %j",
    async (words) => {
      const { sandbox, printed } = await start(words);
      const [template = [], message = []] = commandsIn(printed.out);
      expect(await curl(template)).toMatchObject({ status: 200, body: { messages: [{}] } });
      expect(sandbox.sent).toMatchObject([{ phoneNumberId: "108110225544001", to: "15550123456" }]);
      expect(await curl(message)).toMatchObject({ status: 200, body: { deliveries: [{ state: "unsent" }] } });
    },
  );

  it("prints ids that exist", async () => {
    const { sandbox } = await start();
    const read = (path: string) =>
      fetch(`${sandbox.url}/v25.0/${path}`, { headers: { Authorization: `Bearer ${sandbox.accessToken}` } });
    expect(await (await read("506914307656634")).json()).toMatchObject({ name: "Lantern Telecom" });
    const numbers: unknown = await (await read("102290129340398/phone_numbers")).json();
    expect(numbers).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ id: "108110225544001" })]),
    });
  });

  it("prints a line for each call and delivery", async () => {
    const url = await serve((request, response) => {
      const query = new URL(request.url ?? "", "http://localhost").searchParams;
      request.resume().on("end", () => response.end(query.get("hub.challenge")));
    });
    const { sandbox, printed } = await start(["--webhook", url, "--verify-token", "mine", "--access-token", "mine"]);
    await expect.poll(() => printed.out).toContain("\nwebhook verified\n");
    const banner = printed.out;
    expect(banner).toContain(`  webhook         ${url}\n`);
    await curl(commandsIn(banner)[1] ?? []);
    await fetch(`${sandbox.url}/v25.0/108110225544001?colour=blue`, { headers: { Authorization: "Bearer mine" } });
    await fetch(`${sandbox.url}/v25.0/108110225544001`);
    await curl(commandsIn(banner)[0] ?? []);
    await sandbox.settled();
    const lines = printed.out.slice(banner.length).split("\n");
    expect(lines).toEqual([
      "webhook 1 messages (text) accepted 200",
      "GET /v25.0/108110225544001 200",
      expect.stringMatching(/^ {2}warning: Unknown parameter colour/),
      "GET /v25.0/108110225544001 401",
      "POST /v25.0/108110225544001/messages 200",
      "webhook 2 messages (sent) accepted 200",
      "webhook 3 messages (delivered) accepted 200",
      "",
    ]);
  });

  it("says that the webhook could not be verified, and runs nevertheless", async () => {
    const { url } = await startReceiver((response) => response.writeHead(403).end());
    const { printed } = await start(["--webhook", url]);
    await expect
      .poll(() => printed.out)
      .toContain(
        "\nwebhook not verified: the response has status 403 instead of 200 (POST /_sandbox/webhooks/verify asks again)\n",
      );
  });

  it.each<[string[], Record<string, string>]>([
    [["--webhook-host", "other.invalid", "--webhook-host", "bot.invalid"], { SANDBOX_WEBHOOK_HOST: "none" }],
    [[], { SANDBOX_WEBHOOK_HOST: "other.invalid,bot.invalid" }],
  ])("takes the names of hosts that webhooks may go to by http, %j %j", async (words, environment) => {
    const { sandbox } = await start([...words, "--webhook", "http://bot.invalid:3000/"], environment);
    // the name is not known here, but may be called
    const handshake = await sandbox.verifyWebhook();
    expect(handshake).toMatchObject({ isVerified: false, status: 0, reason: expect.stringMatching(/^there was no/) });
  });

  it.each<[string[], Record<string, string>]>([
    [["--page-origin", "https://docs.example"], {}],
    [[], { SANDBOX_PAGE_ORIGIN: "https://shop.example,https://docs.example" }],
  ])("takes origins of pages that may call it, %j %j", async (words, environment) => {
    const { sandbox } = await start(words, environment);
    const headers = { origin: "https://docs.example", authorization: `Bearer ${sandbox.accessToken}` };
    const answer = await fetch(`${sandbox.url}/v25.0/${sandbox.phoneNumberId}`, { headers });
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://docs.example");
  });

  it("reads the environment, before which options go, and takes empty variables for none", async () => {
    const { url, posts } = await startReceiver();
    const { sandbox, printed } = await start(["--access-token", "mine", "--host", "localhost"], {
      SANDBOX_ACCESS_TOKEN: "another",
      SANDBOX_APP_SECRET: "",
      SANDBOX_PORT: "",
      SANDBOX_STRICT: "1",
      SANDBOX_WEBHOOK: url,
      SANDBOX_WEBHOOK_SECRET: "secret",
      SANDBOX_VERIFY_TOKEN: "a word of ours",
    });
    expect(sandbox).toMatchObject({ accessToken: "mine", appSecret: "secret" });
    expect(sandbox.url).toMatch(/^http:\/\/localhost:/);
    expect(printed.out).toContain("WEBHOOK_VERIFY_TOKEN='a word of ours'\n");
    await expect.poll(() => posts[0]?.url).toContain("hub.verify_token=a+word+of+ours");
    const headers = { Authorization: "Bearer mine" };
    expect((await fetch(`${sandbox.url}/v25.0/108110225544001?colour=blue`, { headers })).status).toBe(400);
  });
});
