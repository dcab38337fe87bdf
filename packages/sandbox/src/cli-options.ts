import { parseArgs } from "node:util";
import { type Config, readConfig, readJsonFile } from "./config-file.ts";
import type { SandboxOptions } from "./options.ts";
import type { Snapshot } from "./control/snapshot.ts";

export const help: string = `Usage: openwaba-sandbox [options]

Runs the WhatsApp Business Platform on this machine, for development, tests and demos, until it is interrupted.

Options:
  --port <number>          port to listen on, 0 for any free port (default 0)
  --media-port <number>    port of file downloads, 0 for any free port (default 0)
  --host <address>         address to listen on (default 127.0.0.1)
  --access-token <token>   access token that always works (default random)
  --app-secret <secret>    rejects calls without a valid appsecret_proof (default: none is needed)
  --webhook <url>          where webhooks go: https, or http on loopback or a --webhook-host (default nowhere)
  --verify-token <text>    what the webhook knows the platform by (default sandbox)
  --webhook-host <name>    host that callback URLs may name with http beside loopback; may be repeated
  --page-origin <origin>   pages that may call it from a browser beside those on loopback; may be repeated
  --webhook-secret <text>  signs webhooks (default the app secret, else random)
  --template-review <how>  automatic: templates are approved after a second; manual: by the control routes
                           (default automatic)
  --strict                 rejects what no document has, instead of a warning
  --data <file>            keeps the state over restarts, also after kill -9 (default: it is forgotten)
  --seed <file>            snapshot to start with (default the examples of the documents)
  --public-url <url>       origin by which others reach it, in paging links (default where it listens)
  --public-media-url <url> the same of file downloads
  --config <file>          JSON file with options: {"port": 4000, "strict": true}
  --help                   prints this text

Each is also read from the environment: --media-port from SANDBOX_MEDIA_PORT, --strict from SANDBOX_STRICT=1,
several values of --webhook-host and --page-origin with commas between them. The command line goes before the environment, and that
before the config file.

Control routes, without a token. Bodies are application/json:
  POST /_sandbox/customers/{number or user id}/messages  writes as a customer: {"type":"text","body":"Hello"}
  GET  /_sandbox/customers/{…}/inbox?count=1&timeout=5000  waits for messages that were not returned before
  POST /_sandbox/customers/{…}/read      opens the chat: everything delivered is read
  POST /_sandbox/customers/{…}/call      calls a business number as a customer
  GET  /_sandbox/sent                    messages that were sent
  GET  /_sandbox/webhooks                webhook deliveries
  POST /_sandbox/webhooks/{id}/redeliver sends a delivery again
  POST /_sandbox/webhooks/verify         asks the webhook to verify its URL
  GET  /_sandbox/codes/{id}              the code last sent to a number
  POST /_sandbox/templates/{id}/approve  approves a template; also reject, pause, unpause, disable, quality and category
  POST /_sandbox/faults                  injects a fault: {"kind":"throttle","times":2}
  GET  /_sandbox/calls                   the last calls
  GET  /_sandbox/warnings                what they had that no document has
  POST /_sandbox/customers/{…}/files     sends a file as a customer: its bytes, with their content type
  GET  /_sandbox/customers/{…}/files/{message id}  the file in a message of a business
  POST /_sandbox/events                  sends a webhook: {"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}
  POST /_sandbox/numbers/{id}/{what}     what the platform does to a number: quality with {"rating":"RED"}, …
  POST /_sandbox/accounts/{id}/{what}    … to an account: ban, reinstate, review with {"decision":"APPROVED"}, …
  POST /_sandbox/flows/{id}/{what}       … to a flow: status with {"status":"THROTTLED"}, alert
  POST /_sandbox/clock                   moves the time forward, in ms: {"advance":86400000}
  POST /_sandbox/reset                   restores the initial state
  GET  /_sandbox/snapshot                the whole state as JSON, for --seed or PUT
  PUT  /_sandbox/snapshot                goes back to such a state
`;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const known = {
  port: text,
  "media-port": text,
  host: text,
  "access-token": text,
  "app-secret": text,
  webhook: text,
  "verify-token": text,
  "webhook-secret": text,
  "webhook-host": { type: "string", multiple: true },
  "page-origin": { type: "string", multiple: true },
  "template-review": text,
  strict: flag,
  data: text,
  seed: text,
  "public-url": text,
  "public-media-url": text,
  config: text,
  help: flag,
} as const;

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The options of the sandbox in the words of a command, else in the environment, else in a file that one of them names.
 *
 * @throws TypeError if one is unknown or invalid, or the file cannot be read
 */
export function readOptions(words: string[], environment: Environment): SandboxOptions | "help" {
  const { values } = parseArgs({ args: words, options: known });
  if (values.help) return "help";
  let config: Config = {};

  /** An option and how its user knows it; an empty variable is none. */
  function read(name: Exclude<keyof typeof known, "strict" | "help" | "webhook-host" | "page-origin">): {
    value?: string;
    label: string;
  } {
    const given = values[name];
    if (given !== undefined) return { value: given, label: `--${name}` };
    const variable = variableOf(name);
    const value = environment[variable];
    if (value !== undefined && value !== "") return { value, label: variable };
    const ofFile = config[name];
    return ofFile === undefined ? { label: variable } : { value: ofFile, label: `${name} in the config file` };
  }

  function readPort(name: "port" | "media-port"): number {
    const { value = "0", label } = read(name);
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
    throw new TypeError(`${label} must be a number from 0 to 65535, not ${value}`);
  }

  const configPath = read("config").value;
  if (configPath !== undefined) config = readConfig(configPath, known);
  const host = read("host").value;
  const accessToken = read("access-token").value;
  const appSecret = read("app-secret").value;
  const webhookSecret = read("webhook-secret").value;
  const url = read("webhook").value;
  const verifyToken = read("verify-token").value;
  const data = read("data").value;
  const seed = read("seed").value;
  const publicUrl = read("public-url").value;
  const publicMediaUrl = read("public-media-url").value;
  const readAll = (name: "webhook-host" | "page-origin") =>
    values[name] ?? (environment[variableOf(name)] ?? config[name])?.split(",").filter(Boolean);
  const webhookHosts = readAll("webhook-host");
  const pageOrigins = readAll("page-origin");
  if (values["verify-token"] !== undefined && url === undefined)
    throw new TypeError("--verify-token needs --webhook, which it is for");
  const { value: review, label: reviewLabel } = read("template-review");
  if (review !== undefined && review !== "automatic" && review !== "manual")
    throw new TypeError(`${reviewLabel} must be automatic or manual, not ${review}`);
  return {
    port: readPort("port"),
    mediaPort: readPort("media-port"),
    strict: values.strict ?? readFlag(variableOf("strict"), environment) ?? config["strict"] === "true",
    ...(host !== undefined && { host }),
    ...(accessToken !== undefined && { accessToken }),
    ...(appSecret !== undefined && { appSecret }),
    ...(webhookSecret !== undefined && { webhookSecret }),
    ...(data !== undefined && { data }),
    ...(seed !== undefined && { seed: readJsonFile("the seed", seed) as Snapshot }), // it is checked at the start
    ...(publicUrl !== undefined && { publicUrl }),
    ...(publicMediaUrl !== undefined && { publicMediaUrl }),
    ...(webhookHosts !== undefined && { webhookHosts }),
    ...(pageOrigins !== undefined && { pageOrigins }),
    ...(review !== undefined && { templateReview: review }),
    ...(url !== undefined && { webhook: { url, ...(verifyToken !== undefined && { verifyToken }) } }),
  };
}

function variableOf(option: string): string {
  return `SANDBOX_${option.toUpperCase().replaceAll("-", "_")}`;
}

/** Undefined if it is not there or empty. */
function readFlag(variable: string, environment: Environment): boolean | undefined {
  const value = environment[variable];
  if (value === undefined || value === "") return undefined;
  if (/^(?:1|true)$/i.test(value)) return true;
  if (/^(?:0|false)$/i.test(value)) return false;
  throw new TypeError(`${variable} must be 1 or 0, not ${value}`);
}
