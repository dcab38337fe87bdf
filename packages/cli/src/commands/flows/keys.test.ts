import { createPrivateKey } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeWorld, cli, environmentOf, folderWith, sandboxFor } from "../../cli.test-support.ts";

const passphrase = "quiet-lantern-harbour";

async function start() {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({});
  const environment = { ...environmentOf(sandbox), FLOW_PASSPHRASE: passphrase };
  const keys = (words: readonly string[], input?: string) =>
    cli(["flows", "keys", ...words], { environment, cwd, ...(input !== undefined && { input }) });
  return { sandbox, cwd, environment, keys };
}

test("flows keys generate makes keys that fit, encrypted and for nobody else", async () => {
  const { keys, cwd, sandbox } = await start();
  const { exitCode, stdout, stderr } = await keys(["generate", "--upload"]);
  expect(exitCode).toBe(0);
  expect(stdout + stderr).not.toContain(passphrase);
  expect(stdout + stderr).not.toContain("BEGIN");
  const pem = await readFile(join(cwd, "flow.private.pem"), "utf8");
  expect(createPrivateKey({ key: pem, passphrase }).asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  if (process.platform !== "win32") expect((await stat(join(cwd, "flow.private.pem"))).mode & 0o777).toBe(0o600);
  const { body } = sandbox.calls.at(-1) ?? {};
  const publicKey = await readFile(join(cwd, "flow.public.pem"), "utf8");
  expect(body).toMatchObject({ business_public_key: publicKey });
  expect((await keys(["status"])).exitCode).toBe(0);
});

test("flows keys generate never replaces a file", async () => {
  const { keys, cwd } = await start();
  await keys(["generate"]);
  const before = await readFile(join(cwd, "flow.private.pem"), "utf8");
  const again = await keys(["generate"]);
  expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("there is such a file") });
  expect(await readFile(join(cwd, "flow.private.pem"), "utf8")).toBe(before);
  expect(await keys(["generate", "--out", "next"])).toMatchObject({ exitCode: 0 });
  expect((await readdir(cwd)).toSorted()).toEqual([
    "flow.private.pem",
    "flow.public.pem",
    "next.private.pem",
    "next.public.pem",
  ]);
});

test("flows keys upload takes a public key, and never a private one", async () => {
  const { keys, sandbox } = await start();
  await keys(["generate"]);
  expect(await keys(["upload", "flow.private.pem"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("it must never leave the endpoint"),
  });
  expect(await keys(["upload"], "no key")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("not a public key"),
  });
  expect(sandbox.calls).toEqual([]);
  expect(await keys(["upload", "flow.public.pem", "108110225544002"])).toMatchObject({ exitCode: 0 });
  expect(sandbox.calls.at(-1)).toMatchObject({ path: expect.stringContaining("108110225544002"), status: 200 });
});

test("flows keys status fails for a key whose signature does not fit", async () => {
  const { keys, sandbox } = await start();
  changeWorld(
    sandbox,
    '"business_public_key_signature_status":"VALID"',
    '"business_public_key_signature_status":"MISMATCH"',
  );
  const { exitCode, stdout } = await keys(["--json"]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ signature_status: "MISMATCH" });
  expect((await keys(["status"])).stdout).toContain("Upload the key again");
});

test("flows keys generate without a passphrase says where it comes from", async () => {
  const sandbox = await sandboxFor();
  const { exitCode, stderr } = await cli(["flows", "keys", "generate"], { environment: environmentOf(sandbox) });
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("set FLOW_PASSPHRASE")]);
});
