import { describe, expect, it } from "vitest";
import { help, runCli } from "./cli.ts";

async function run(...words: string[]) {
  let out = "";
  let error = "";
  const result = await runCli(words, { out: (text) => (out += text), error: (text) => (error += text) });
  return { result, out, error };
}

describe("runCli()", () => {
  it.each([
    [["--prot", "1"], "Cannot read the options: Unknown option '--prot'"],
    [["4000"], "Cannot read the options: Unexpected argument '4000'"],
    [["--port", "high"], "Cannot read the options: --port must be a number from 0 to 65535, not high"],
    [["--port", "65536"], "--port must be a number from 0 to 65535, not 65536"],
    [["--port=-1"], "--port must be a number from 0 to 65535, not -1"],
  ])("rejects %j with exit code 2", async (words, message) => {
    const { result, out, error } = await run(...words);
    expect(result).toBe(2);
    expect(out).toBe("");
    expect(error).toContain(message);
    expect(error).toContain("Try openwaba-sandbox --help");
  });

  it("rejects a token that is invalid in a header with exit code 2", async () => {
    const { result, error } = await run("--token", "two words");
    expect(result).toBe(2);
    expect(error).toContain("Cannot start the sandbox: the access token");
    expect(error).not.toContain("two words");
  });

  it("rejects an empty host, which would be every address of the machine", async () => {
    const { result, error } = await run("--host=");
    expect(result).toBe(2);
    expect(error).toBe("Cannot start the sandbox: the host is empty\n");
  });

  it("names the port that is taken and returns exit code 1", async () => {
    const { result: sandbox } = await run();
    if (typeof sandbox === "number") throw new Error("the sandbox did not start");
    const { port } = new URL(sandbox.url);
    const { result, error } = await run("--port", port);
    expect(result).toBe(1);
    expect(error).toBe(
      `Cannot start the sandbox on 127.0.0.1 port ${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    );
    await sandbox.close();
  });

  it("returns exit code 1 when the address cannot be used", async () => {
    const { result, error } = await run("--host", "192.0.2.1");
    expect(result).toBe(1);
    expect(error).toMatch(/^Cannot start the sandbox on 192\.0\.2\.1 port 0/);
  });

  it("prints its options", async () => {
    expect(await run("--help")).toEqual({ result: 0, out: help, error: "" });
  });

  it("starts a sandbox and prints a command that works on it", async () => {
    const { result, out, error } = await run("--port", "0", "--host", "127.0.0.1", "--token", "mine");
    if (typeof result === "number") throw new Error(error);
    try {
      expect(out).toContain(`address      ${result.url}\n`);
      expect(out).toContain("token        mine\n");
      expect(out).toContain("business id  506914307656634 (Lantern Telecom)\n");
      const [, header, value, address] = /curl -H '([^:]+): ([^']+)' (\S+)/.exec(out) ?? [];
      const response = await fetch(String(address), { headers: { [String(header)]: String(value) } });
      expect(response.status).toBe(200);
    } finally {
      await result.close();
    }
  });

  it("needs no options", async () => {
    const { result } = await run();
    if (typeof result === "number") throw new Error("the sandbox did not start");
    expect(result.accessToken).toMatch(/^sandbox-[0-9a-f]{32}$/);
    await result.close();
  });
});
