import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readOptions } from "./cli-options.ts";
import { startSandbox } from "./sandbox.test-support.ts";

const folder = mkdtempSync(join(tmpdir(), "sandbox-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "config.json");

function read(content: unknown, words: string[] = [], environment: Record<string, string> = {}) {
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return readOptions(["--config", path, ...words], environment);
}

describe("the config file", () => {
  it("has the options by their names", () => {
    const webhook = "http://127.0.0.1:3000/";
    const options = {
      port: 4000,
      "access-token": "token",
      strict: true,
      webhook,
      "verify-token": "word",
      data: "a.data",
    };
    expect(read(options)).toEqual({
      port: 4000,
      mediaPort: 0,
      accessToken: "token",
      strict: true,
      webhook: { url: webhook, verifyToken: "word" },
      data: "a.data",
    });
  });

  it("goes after the environment, and that after the command line", () => {
    const config = { port: 1, "media-port": 1, host: "a", strict: true };
    const environment = { SANDBOX_PORT: "2", SANDBOX_MEDIA_PORT: "2", SANDBOX_HOST: "", SANDBOX_STRICT: "0" };
    expect(read(config, ["--port", "3"], environment)).toMatchObject({
      port: 3,
      mediaPort: 2,
      host: "a",
      strict: false,
    });
    expect(read(config, ["--strict"], environment)).toMatchObject({ strict: true });
  });

  it("may be named in the environment", () => {
    writeFileSync(path, '{"port": 7}');
    expect(readOptions([], { SANDBOX_CONFIG: path })).toMatchObject({ port: 7 });
  });

  it.each([
    ["{", "is not JSON"],
    ["[]", "must be an object"],
    ["null", "must be an object"],
    [{ prot: 1 }, "has an unknown option prot: there are port, media-port"],
    [{ config: "b.json" }, "has an unknown option config"],
    [{ help: true }, "has an unknown option help"],
    ['{"__proto__": "a"}', "has an unknown option __proto__"],
    [{ mediaPort: 1 }, "has an unknown option mediaPort"],
    [{ strict: "yes" }, "strict in the config file"],
    [{ host: ["a"] }, "host in the config file"],
    [{ port: "high" }, "port in the config file must be a number from 0 to 65535, not high"],
  ])("%j is refused", (content, message) => {
    expect(() => read(content)).toThrow(TypeError);
    expect(() => read(content)).toThrow(message);
  });

  it("that is not there is refused", () => {
    expect(() => readOptions(["--config", join(folder, "none")], {})).toThrow("cannot read the config file");
  });
});

describe("a seed file", () => {
  it("is what the sandbox starts with", async () => {
    const { sandbox } = await startSandbox();
    const { id } = await sandbox.customer("+15550123456").text("Hello");
    const seed = join(folder, "seed.json");
    writeFileSync(seed, JSON.stringify(sandbox.snapshot()));
    const options = readOptions(["--seed", seed], {});
    if (options === "help") throw new Error("no help was wanted");
    const { sandbox: next } = await startSandbox(options);
    expect(next.snapshot().nodes).toContainEqual(expect.objectContaining({ kind: "inbound_message", id }));
    writeFileSync(seed, "{}");
    const empty = readOptions(["--seed", seed], {});
    await expect(startSandbox(empty === "help" ? {} : empty)).rejects.toThrow(
      "Cannot start with the seed: it is no snapshot of a sandbox",
    );
  });
});

describe("the public addresses", () => {
  it("are in paging links, URLs of files and the sandbox itself, and may be called", async () => {
    const publicUrl = "https://sandbox.test:4000";
    const probe = await startSandbox();
    const port = Number(new URL(probe.sandbox.url).port);
    await probe.sandbox.close();
    const { sandbox } = await startSandbox({ port, publicUrl: `${publicUrl}/`, publicMediaUrl: "http://media.test" });
    expect([sandbox.url, sandbox.mediaUrl]).toEqual([publicUrl, "http://media.test"]);
    const get = async (target: string, host = "127.0.0.1") => {
      const { request } = await import("node:http");
      const headers = { Authorization: `Bearer ${sandbox.accessToken}`, host };
      return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
        const call = request({ port, path: target, headers }, async (response) => {
          const pieces: Buffer[] = await response.toArray();
          resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(pieces).toString()) });
        });
        call.on("error", reject).end();
      });
    };
    const list = await get("/v25.0/102290129340398/phone_numbers?limit=1");
    expect(list.body).toMatchObject({
      paging: { next: expect.stringContaining(`${publicUrl}/v25.0/102290129340398/phone_numbers?`) },
    });
    const media = await get("/v25.0/1037543291543636");
    expect(media.body).toMatchObject({ url: expect.stringContaining("http://media.test/whatsapp_business/") });
    expect((await get("/_sandbox/sent", "sandbox.test:4000")).status).toBe(200);
    expect((await get("/_sandbox/sent", "other.test:4000")).status).toBe(403);
  });

  it.each(["sandbox", "ftp://a", "http://a/b", "http://a?b", "http://a:b@c", ""])("cannot be %j", async (publicUrl) => {
    await expect(startSandbox({ publicUrl })).rejects.toThrow("publicUrl must be an origin like http://sandbox:4000");
  });
});
