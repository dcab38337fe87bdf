import type { Command } from "commander";
import type * as apps from "@openwaba/apps";
import type * as businessAccounts from "@openwaba/business-accounts";
import type * as media from "@openwaba/media";
import type * as messages from "@openwaba/messages";
import type * as phoneNumbers from "@openwaba/phone-numbers";
import type * as templates from "@openwaba/templates";
import type * as tokens from "@openwaba/tokens";
import { type Authorization, type Client, createClient, withAppSecret } from "@openwaba/runtime";
import { usageError } from "./cli-error.ts";
import type { Context, Environment } from "./context.ts";
import { createOutput, type Output } from "./output/output.ts";
import { type Platform, readPlatform } from "./platform.ts";
import { askToken } from "./prompt.ts";
import { readEnvironment, type Settings, versionOf } from "./settings.ts";
import { version } from "./version.ts";

type PathsByVersion = apps.PathsByVersion &
  businessAccounts.PathsByVersion &
  media.PathsByVersion &
  messages.PathsByVersion &
  phoneNumbers.PathsByVersion &
  templates.PathsByVersion &
  tokens.PathsByVersion;

/** A client of what commands call. */
export type PlatformClient = Client<PathsByVersion["v25.0"], never, PathsByVersion>;

/** One run of a command: what its options and the environment say. */
export interface Session {
  readonly context: Context;
  readonly settings: Settings;
  /** With the variables of `--env-file`. */
  readonly environment: Environment;
  readonly output: Output;
  /** Options of calls: Ctrl+C aborts them. */
  readonly call: { readonly signal: AbortSignal };
  /** @throws {CliError} if a sandbox cannot be reached, or an id is malformed */
  platform(): Promise<Platform>;
  /**
   * The token of the environment or the sandbox, or the one that a person types.
   *
   * @throws {CliError} if there is none
   */
  accessToken(): Promise<string>;
  /**
   * A client with the token of the environment or the sandbox, or the one that a person types.
   *
   * @throws {CliError} if there is no token
   */
  client(): Promise<PlatformClient>;
  /** A client with the token of the app, undefined without META_APP_ID and META_APP_SECRET. */
  appClient(): Promise<PlatformClient | undefined>;
  /** A client with this token, or without any. */
  clientOf(auth: Authorization): Promise<PlatformClient>;
  /** @throws {CliError} if neither `--waba` nor the environment names one */
  wabaId(): Promise<string>;
  /** @throws {CliError} if neither `--phone-number` nor the environment names one */
  phoneNumberId(): Promise<string>;
}

/** Starts a command with the options that it was given. */
export function openSession(context: Context, command: Command): Session {
  const settings = command.optsWithGlobals<Settings>();
  const { secrets } = context;
  const output = createOutput(context, settings.json === true);
  const environment = readEnvironment(context, settings);
  let known: Promise<Platform> | undefined;
  let typed: Promise<string> | undefined;
  let own: Promise<PlatformClient> | undefined;

  async function read(): Promise<Platform> {
    const platform = await readPlatform(context, settings, environment);
    secrets.add(platform.accessToken);
    secrets.add(platform.appSecret);
    return platform;
  }
  const platform = () => (known ??= read());

  async function accessToken(): Promise<string> {
    return (await platform()).accessToken ?? (typed ??= askToken(context, output));
  }
  async function clientOf(auth: Authorization): Promise<PlatformClient> {
    const { baseUrl, mediaOrigin } = await platform();
    try {
      return createClient<PathsByVersion>({
        auth,
        version: versionOf(settings),
        userAgent: `openwaba-cli/${version}`,
        ...(baseUrl !== undefined && { baseUrl }),
        ...(mediaOrigin !== undefined && { mediaOrigins: [mediaOrigin] }),
        ...(context.fetch && { fetch: context.fetch }),
      });
    } catch (error) {
      throw usageError(messageOf(error));
    }
  }
  async function openClient(): Promise<PlatformClient> {
    const { appSecret, isSigned } = await platform();
    const token = await accessToken();
    return clientOf(isSigned && appSecret !== undefined ? withAppSecret(token, appSecret) : token);
  }
  return {
    context,
    settings,
    environment,
    output,
    call: { signal: context.signal },
    platform,
    accessToken,
    clientOf,
    client: () => (own ??= openClient()),
    async appClient() {
      const { appId, appSecret } = await platform();
      if (appId === undefined || appSecret === undefined) return undefined;
      return clientOf(withAppSecret(`${appId}|${appSecret}`, appSecret));
    },
    wabaId: async () =>
      (await platform()).wabaId ??
      missing("account", "--waba", "WHATSAPP_BUSINESS_ACCOUNT_ID", "`openwaba token` names those of the token"),
    phoneNumberId: async () =>
      (await platform()).phoneNumberId ??
      missing("number", "--phone-number", "WHATSAPP_PHONE_NUMBER_ID", "`openwaba numbers` lists them"),
  };
}

function missing(what: string, option: string, variable: string, hint: string): never {
  throw usageError(`Cannot tell which ${what} you mean: give ${option} <id>, or set ${variable}`, hint);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
