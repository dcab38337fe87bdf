import { CliError, exitCodes, usageError } from "./cli-error.ts";
import type { Context, Environment } from "./context.ts";
import type { Settings } from "./settings.ts";

/** What is called, and as whom. */
export interface Platform {
  readonly isSandbox: boolean;
  readonly baseUrl: string | undefined;
  readonly mediaOrigin: string | undefined;
  readonly accessToken: string | undefined;
  readonly appId: string | undefined;
  readonly appSecret: string | undefined;
  /** Whether calls are signed with the secret of the app. */
  readonly isSigned: boolean;
  readonly verifyToken: string | undefined;
  readonly businessId: string | undefined;
  readonly wabaId: string | undefined;
  readonly phoneNumberId: string | undefined;
}

export const usualSandbox = "http://127.0.0.1:4000";

/**
 * The platform that options and variables name: a sandbox tells its token and ids itself, and never gets those of the
 * environment.
 *
 * @throws {CliError} if the sandbox cannot be reached, or an id is malformed
 */
export async function readPlatform(context: Context, settings: Settings, environment: Environment): Promise<Platform> {
  const ids = {
    wabaId: idOf("--waba", settings.waba),
    phoneNumberId: idOf("--phone-number", settings.phoneNumber),
  };
  if (settings.sandbox !== undefined) return readSandbox(context, settings, environment, ids);
  return {
    isSandbox: false,
    baseUrl: environment["WHATSAPP_BASE_URL"],
    mediaOrigin: environment["WHATSAPP_MEDIA_ORIGIN"],
    accessToken: environment["WHATSAPP_ACCESS_TOKEN"],
    appId: idOf("META_APP_ID", environment["META_APP_ID"]),
    appSecret: environment["META_APP_SECRET"],
    isSigned: environment["META_APP_SECRET"] !== undefined,
    verifyToken: environment["WEBHOOK_VERIFY_TOKEN"],
    businessId: idOf("WHATSAPP_BUSINESS_ID", environment["WHATSAPP_BUSINESS_ID"]),
    wabaId: ids.wabaId ?? idOf("WHATSAPP_BUSINESS_ACCOUNT_ID", environment["WHATSAPP_BUSINESS_ACCOUNT_ID"]),
    phoneNumberId: ids.phoneNumberId ?? idOf("WHATSAPP_PHONE_NUMBER_ID", environment["WHATSAPP_PHONE_NUMBER_ID"]),
  };
}

/** What a sandbox tells about itself. */
interface About {
  readonly url: string;
  readonly mediaUrl: string;
  readonly accessToken: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly needsProof: boolean;
  readonly verifyToken: string;
  readonly accountId: string;
  readonly phoneNumberId: string;
  readonly businesses: readonly { readonly id: string }[];
}

async function readSandbox(
  context: Context,
  settings: Settings,
  environment: Environment,
  ids: { wabaId: string | undefined; phoneNumberId: string | undefined },
): Promise<Platform> {
  const url = sandboxUrl(settings, environment);
  const about = await askSandbox(context, url);
  return {
    isSandbox: true,
    baseUrl: url,
    mediaOrigin: about.mediaUrl,
    accessToken: about.accessToken,
    appId: about.appId,
    appSecret: about.appSecret,
    isSigned: about.needsProof,
    verifyToken: about.verifyToken,
    businessId: about.businesses[0]?.id,
    wabaId: ids.wabaId ?? about.accountId,
    phoneNumberId: ids.phoneNumberId ?? about.phoneNumberId,
  };
}

async function askSandbox({ fetch = globalThis.fetch, signal }: Context, url: string): Promise<About> {
  const hint = "Start one with `openwaba sandbox`, or name its URL: --sandbox http://127.0.0.1:4000";
  try {
    const response = await fetch(`${url}/_sandbox/about`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(longestWait)]),
      redirect: "error",
    });
    const about: unknown = await response.json();
    if (response.ok && isAbout(about)) return about;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CliError(`Cannot reach the sandbox at ${url}: ${causeOf(error)}`, { hint });
  }
  throw new CliError(`Cannot talk to ${url}: what answers there is no sandbox`, { hint });
}

const longestWait = 10_000;

function isAbout(value: unknown): value is About {
  const about = (value ?? {}) as Record<string, unknown>;
  const texts = ["mediaUrl", "accessToken", "appId", "appSecret", "verifyToken", "accountId", "phoneNumberId"];
  return texts.every((name) => typeof about[name] === "string") && Array.isArray(about["businesses"]);
}

/** A sandbox of the environment is the usual one. */
function sandboxUrl({ sandbox }: Settings, environment: Environment): string {
  if (typeof sandbox === "string" && sandbox !== "") {
    const url = URL.canParse(sandbox) ? new URL(sandbox) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
      throw usageError(
        `Cannot use --sandbox ${url === undefined ? sandbox : "with such a URL"}: write it like ${usualSandbox}`,
      );
    return url.origin;
  }
  const known = environment["WHATSAPP_BASE_URL"] ?? "";
  const isLocal = URL.canParse(known) && /^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(known).hostname);
  return isLocal ? new URL(known).origin : usualSandbox;
}

function idOf(name: string, value: string | undefined): string | undefined {
  if (value === undefined || /^\d{1,32}$/.test(value)) return value;
  throw new CliError(`Cannot use ${name}: an id has digits alone`, {
    exitCode: exitCodes.usage,
    hint: name === "--phone-number" ? "It is the id of the number, not the number: `openwaba numbers` lists both" : "",
  });
}

/** What the runtime says about a lost connection, one level down. */
function causeOf(error: unknown): string {
  const { cause, name, message } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === "TimeoutError") return `no response within ${longestWait / 1000} s`;
  return cause?.code ?? cause?.message ?? message;
}
