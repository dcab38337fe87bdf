import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const start = (...words: string[]) =>
  spawn(process.execPath, [fileURLToPath(new URL("bin.ts", import.meta.url)), ...words]);

it("the program ends with exit code 2 on a bad option", async () => {
  const program = start("--prot");
  let error = "";
  program.stderr.on("data", (piece) => (error += piece));
  const [code] = await once(program, "close");
  expect(code).toBe(2);
  expect(error).toContain("Unknown option '--prot'");
});

it.each(["SIGINT", "SIGTERM"] as const)(
  "the program runs until it gets %s, and ends without an error",
  async (signal) => {
    const program = start("--access-token", "mine");
    const [text] = await once(program.stdout, "data");
    const url = /http:\/\/\S+/.exec(String(text))?.[0];
    const response = await fetch(`${url}/v25.0/506914307656634/preverified_numbers`, {
      headers: { Authorization: "Bearer mine" },
    });
    expect(response.status).toBe(200);
    program.kill(signal);
    // Windows has no signals: it ends the program at once
    expect(await once(program, "close")).toEqual(process.platform === "win32" ? [null, signal] : [0, null]);
  },
);

it("the program goes on when nobody reads what it prints", async () => {
  const program = start("--access-token", "mine");
  const [text] = await once(program.stdout, "data");
  const url = /http:\/\/\S+/.exec(String(text))?.[0];
  program.stdout.destroy();
  for (let count = 0; count < 3; count++) {
    const response = await fetch(`${url}/v25.0/506914307656634`, { headers: { Authorization: "Bearer mine" } });
    expect(response.status).toBe(200);
  }
  program.kill();
  await once(program, "exit");
});
