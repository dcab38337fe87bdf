import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSandbox, type Sandbox } from "../../sandbox/src/index.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256Of } from "./transfer.test-support.ts";
import type { Measured, Transfer } from "./transfer.memory.test-support.ts";

const megabyte = 1_048_576;
const program = fileURLToPath(new URL("transfer.memory.test-support.ts", import.meta.url));
let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await createSandbox({ strict: true });
  folder = await mkdtemp(join(tmpdir(), "media-"));
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function run(transfer: Partial<Transfer>): Promise<Measured> {
  const { url, mediaUrl, accessToken } = sandbox;
  const order = JSON.stringify({ url, mediaUrl, accessToken, ...transfer });
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program, order]);
  return JSON.parse(stdout) as Measured;
}

it.each(["stream", "file", "resumable", "download"] as const)(
  "100 MB take no more memory than 10 MB: %s",
  async (how) => {
    const measured: Record<string, Measured> = {};
    for (const size of [10, 100]) {
      const bytes = new Uint8Array(size * megabyte);
      const path = join(folder, "zeros.pdf");
      await writeFile(path, bytes);
      const order = { how, size: bytes.length, path, media_id: "" };
      if (how === "download") order.media_id = (await run({ ...order, how: "file" })).result;
      const { result } = (measured[`${how} ${size} MB`] = await run(order));
      if (how === "download") expect(result).toBe(String(bytes.length));
      else if (how === "resumable") expect(result).toContain(sha256Of(bytes, "base64url"));
      else expect(await hashOf(result)).toBe(sha256Of(bytes));
      sandbox.reset();
    }
    console.table(measured);
    const [small, large] = Object.values(measured);
    expect(Number(large?.used) - Number(small?.used)).toBeLessThan(60);
    expect(Number(large?.resident) - Number(small?.resident)).toBeLessThan(60);
  },
);

/** The result that the sandbox reports. */
async function hashOf(media_id: string): Promise<string> {
  const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
  const response = await fetch(`${sandbox.url}/v25.0/${media_id}`, { headers });
  const { sha256 } = (await response.json()) as { sha256: string };
  return sha256;
}
