import { parseArgs } from "node:util";
import { createSandbox, type Sandbox } from "./sandbox.ts";

export const help = `Usage: openwaba-sandbox [options]

Runs a local Graph API for tests and demos until it is interrupted.

Options:
  --port <number>   port to listen on, 0 for any free port (default 0)
  --host <address>  address to listen on (default 127.0.0.1)
  --token <token>   the only access token that is accepted (default random)
  --help            print this text

Without a token:
  GET  /_sandbox/codes/{id}  the code last sent to a number
  POST /_sandbox/faults      inject a fault, as application/json: {"kind":"throttle","times":2}
  POST /_sandbox/reset       restore the initial state
  GET  /_sandbox/calls       the last calls
`;

/** Where the program prints. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

/** Runs the program; returns its exit code, or the sandbox if it keeps running. */
export async function runCli(words: string[], { out, error }: Output): Promise<number | Sandbox> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(words);
  } catch (problem) {
    error(`Cannot read the options: ${messageOf(problem)}\nTry openwaba-sandbox --help\n`);
    return 2;
  }
  if (options === "help") {
    out(help);
    return 0;
  }
  try {
    const sandbox = await createSandbox(options);
    out(describeSandbox(sandbox));
    return sandbox;
  } catch (problem) {
    error(`${messageOf(problem)}\n`);
    return problem instanceof TypeError ? 2 : 1;
  }
}

function readOptions(words: string[]) {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: words,
    options: { port: text, host: text, token: text, help: { type: "boolean" } },
  });
  if (values.help) return "help";
  const port = values.port ?? "0";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new TypeError(`--port must be a number from 0 to 65535, not ${port}`);
  }
  return {
    port: Number(port),
    ...(values.host !== undefined && { host: values.host }),
    ...(values.token !== undefined && { accessToken: values.token }),
  };
}

function describeSandbox({ url, accessToken, businesses }: Sandbox): string {
  const [business] = businesses;
  return `The sandbox is running: stop it with Ctrl+C

  address      ${url}
  token        ${accessToken}
  business id  ${business.id} (${business.name})

  curl -H 'Authorization: Bearer ${accessToken}' ${url}/v25.0/${business.id}/preverified_numbers
`;
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
