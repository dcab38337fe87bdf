import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { listen } from "../scripts/lib/loopback.ts";
import { runShown } from "../scripts/lib/run.ts";
import type { Emulator, Holdings, Started } from "./emulator.ts";
import { createSender } from "./send-messages.ts";

/** A package outside of the workspace, so that only this benchmark downloads what it compares with. */
const folder = join(import.meta.dirname, "emulators");
const accessToken = "bench";
const modules = ["constant.ts", "openwaba.ts", "scalar.ts", "prism.ts"];

/** An emulator and the module that runs it. */
export interface Compared extends Emulator {
  module: string;
}

/**
 * Installs what is compared with, checks the code that runs it against its types, and loads that; the first is what the
 * others are compared with.
 */
export async function loadEmulators(): Promise<Compared[]> {
  console.log("Installing the emulators to compare with into bench/emulators, from its lockfile");
  runInFolder("pnpm", "install", "--ignore-workspace", "--frozen-lockfile", "--ignore-scripts", "--reporter=silent");
  runInFolder("tsc", "--project", folder);
  return Promise.all(
    modules.map(async (name) => {
      const module = new URL(`emulators/${name}`, import.meta.url).href;
      const { default: emulator }: { default: Emulator } = await import(module);
      return { ...emulator, name: withVersion(emulator), module };
    }),
  );
}

function runInFolder(...words: string[]): void {
  runShown(folder, words, `Cannot measure other emulators: \`${words.join(" ")}\` failed`);
}

function withVersion({ name, package: own = "" }: Emulator): string {
  const manifest = join(folder, "node_modules", own, "package.json");
  if (own === "" || !existsSync(manifest)) return name;
  return name.replace(own, `${own} ${JSON.parse(readFileSync(manifest, "utf8")).version}`);
}

/** An emulator in a process of its own. */
export interface Running extends Started {
  /** From the start of the process to the answer of the first message, in ms. */
  process: number;
  accessToken: string;
  look(): Promise<Holdings>;
  stop(): Promise<void>;
}

export async function run({ module }: Compared, webhook?: string): Promise<Running> {
  const program = join(import.meta.dirname, "emulator-process.ts");
  const begin = performance.now();
  const child = fork(program, [module, accessToken, ...(webhook === undefined ? [] : [webhook])], {
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [started] = (await Promise.race([once(child, "message"), failureOf(child)])) as [Started];
  const elapsed = performance.now() - begin;
  return {
    ...started,
    process: elapsed,
    accessToken,
    async look() {
      child.send("look");
      const [holdings] = (await once(child, "message")) as [Holdings];
      return holdings;
    },
    async stop() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

async function failureOf(child: ReturnType<typeof fork>): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`Cannot measure: the emulator ended with exit code ${code}`);
}

/** Runs an emulator as a command; returns the ms until it has answered a message, undefined if it is no command. */
export async function runCommand({ command, prefix = "" }: Compared): Promise<number | undefined> {
  if (!command) return undefined;
  const port = await freePort();
  const begin = performance.now();
  const child = spawn(process.execPath, command(port, accessToken), { stdio: "ignore" });
  const sender = createSender(`http://127.0.0.1:${port}${prefix}`, accessToken, 1);
  try {
    while (child.exitCode === null) {
      try {
        await sender.send();
        return performance.now() - begin;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ECONNREFUSED")) throw error;
        await setTimeout(2);
      }
    }
    throw new Error(`Cannot measure: the command ended with exit code ${child.exitCode}`);
  } finally {
    sender.close();
    child.kill("SIGKILL");
  }
}

async function freePort(): Promise<number> {
  const { port, stop } = await listen(createServer());
  stop();
  return port;
}
