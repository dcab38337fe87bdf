import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { createSandbox, type Sandbox, type SandboxOptions } from "@openwaba/sandbox";

/** The command as it is published. */
const bin = fileURLToPath(new URL("../dist/bin.js", import.meta.url));

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** Variables beside `PATH`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What standard input holds; nothing by default. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
}

/** Starts the command as a process of its own, which a test may stop. */
export function startCli(words: readonly string[], { environment = {}, cwd }: Surroundings = {}): ChildProcess {
  const child = spawn(process.execPath, [bin, ...words], {
    env: { PATH: process.env["PATH"], ...environment },
    ...(cwd !== undefined && { cwd }),
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Runs the command to its end. */
export async function cli(words: readonly string[], surroundings: Surroundings = {}): Promise<Run> {
  const child = startCli(words, surroundings);
  const stdout = collect(child, "stdout");
  const stderr = collect(child, "stderr");
  child.stdin?.end(surroundings.input ?? "");
  const [exitCode] = await once(child, "close");
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

/** What a stream of a process has said so far. */
export function collect(child: ChildProcess, name: "stdout" | "stderr"): () => string {
  let text = "";
  child[name]?.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  return () => text;
}

/** Resolves as soon as the text of a stream matches. */
export async function said(child: ChildProcess, text: () => string, expected: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = expected.exec(text());
    if (found) return found;
    if (child.exitCode !== null) throw new Error(`the process ended without ${expected}: ${text()}`);
    await Promise.race([
      once(child.stdout ?? child, "data"),
      once(child.stderr ?? child, "data"),
      once(child, "close"),
    ]);
  }
}

/** A sandbox for one test. */
export async function sandboxFor(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** The variables of a program that talks to the sandbox as to the platform. */
export function environmentOf(sandbox: Sandbox): Record<string, string> {
  return {
    WHATSAPP_BASE_URL: sandbox.url,
    WHATSAPP_MEDIA_ORIGIN: sandbox.mediaUrl,
    WHATSAPP_ACCESS_TOKEN: sandbox.accessToken,
    WHATSAPP_BUSINESS_ACCOUNT_ID: sandbox.accountId,
    WHATSAPP_PHONE_NUMBER_ID: sandbox.phoneNumberId,
    META_APP_ID: sandbox.appId,
    META_APP_SECRET: sandbox.appSecret,
    WEBHOOK_VERIFY_TOKEN: "a verify token",
  };
}

/** A folder with these files, for one test. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "openwaba-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** Replaces a text in everything that the sandbox knows. */
export function changeWorld(sandbox: Sandbox, from: string, to: string): void {
  sandbox.restore(JSON.parse(JSON.stringify(sandbox.snapshot()).replaceAll(from, to)));
}

/** Where nobody listens. */
export async function closedUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}/`;
}
