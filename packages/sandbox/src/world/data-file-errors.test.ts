import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { startSandbox } from "../sandbox.test-support.ts";

const disk = vi.hoisted(() => ({ isFull: false }));

// a full disk: half of what is written arrives, then nothing
vi.mock("node:fs", async (importOriginal) => {
  const real = await importOriginal<typeof import("node:fs")>();
  return {
    ...real,
    writeSync(fd: number, bytes: Uint8Array, offset: number, length: number, position: number) {
      if (!disk.isFull) return real.writeSync(fd, bytes, offset, length, position);
      real.writeSync(fd, bytes, offset, Math.floor(length / 2), position);
      throw new Error("ENOSPC: no space left on device, write");
    },
  };
});

test("a call whose changes cannot be written is no success; they are written with the next one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-full-"));
  const data = join(folder, "state");
  const { sandbox } = await startSandbox({ data });
  const write = (about: string) =>
    fetch(`${sandbox.url}/v25.0/108110225544001/whatsapp_business_profile`, {
      method: "POST",
      headers: { Authorization: `Bearer ${sandbox.accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ messaging_product: "whatsapp", about }),
    });
  expect((await write("First")).status).toBe(200);
  const before = readFileSync(data, "utf8");
  disk.isFull = true;
  const refused = await write("Second");
  expect(refused.status).toBe(500);
  expect(await refused.json()).toMatchObject({ error: { code: 1, message: expect.stringContaining("ENOSPC") } });
  expect(readFileSync(data, "utf8")).toBe(before);
  expect((await fetch(`${sandbox.url}/_sandbox/reset`, { method: "POST" })).status).toBe(500);
  expect(readFileSync(data, "utf8")).toBe(before);
  disk.isFull = false;
  expect((await write("Third")).status).toBe(200);
  expect(readFileSync(data, "utf8")).toContain("Third");
  await sandbox.close();
  const { sandbox: next } = await startSandbox({ data });
  expect(JSON.stringify(next.snapshot().nodes)).toContain('"about":"Third"');
  await next.close();
  rmSync(folder, { recursive: true });
});
