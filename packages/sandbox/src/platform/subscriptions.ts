import type { DomainContext } from "../domain.ts";
import { seedIds } from "../seed-ids.ts";
import { GraphFailure, invalidParameter } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { callbackUrlProblem } from "../webhooks/callback-url.ts";
import type { Subscription, WebhookEvent } from "../webhooks/webhook-event.ts";
import { isOverridable, webhookFields } from "../webhooks/webhook-fields.ts";
import { type Kept, nodeIn, idIn } from "../world/kept.ts";
import { findLink, putLink } from "../world/links.ts";
import { ownerOf, type Data, type World, type WorldNode } from "../world/world.ts";

const subscription = "webhook_subscription";
/** Kind of the links from accounts to the apps that are told about them. */
export const subscribedApp = "subscribed_app";
/** Kind of the links from numbers to apps, with the address of their webhooks. */
export const numberOverride = "webhook_override";
const verifyTokens = "verify_token"; // apart from what operations return

const accountObject = "whatsapp_business_account";
const fieldVersion = "v25.0";

/** The callback URL of the app that a sandbox starts with. */
export interface AppCallback {
  readonly url: string;
  readonly verifyToken: string;
  /** @default all documented fields */
  readonly fields?: readonly string[];
}

/** Subscribes the app of the sandbox. */
export function subscribeOwnApp(world: World, { url, verifyToken, fields = webhookFields }: AppCallback): void {
  subscribe(world, seedIds.app, accountObject, { url, verifyToken, fields });
}

/** Subscribes all accounts to the app of the sandbox that are not. */
export function subscribeAccounts(world: World): void {
  for (const { id } of world.all("waba")) {
    if (findLink(world, subscribedApp, id, seedIds.app)) continue; // it may have an address of its own
    putLink(world, subscribedApp, id, seedIds.app, appData(seedIds.app));
  }
}

/** The callback URL of an app with its verify token, undefined if it is not subscribed. */
export function appCallback(world: World, appId: string): { url: string; verifyToken: string } | undefined {
  const node = findLink(world, subscription, appId, accountObject);
  const verifyToken = node && world.find(verifyTokens, node.id)?.data["verifyToken"];
  return node && { url: String(node.data["callback_url"]), verifyToken: String(verifyToken) };
}

/** The fields that an app is subscribed to. */
export function subscribedFields(world: World, appId: string): string[] {
  return fieldsIn(findLink(world, subscription, appId, accountObject)?.data ?? {});
}

/**
 * Where an event goes: to each app that is subscribed and that the account is subscribed to. Of the addresses of the
 * number, the account and the app the first counts, of fields that follow no override the app's.
 */
export function subscriptionsFor(world: World, { wabaId, phoneNumberId, field }: WebhookEvent): Subscription[] {
  return world.all(subscription).flatMap(({ of: appId = "", data }) => {
    if (data["object"] !== accountObject) return [];
    const account = findLink(world, subscribedApp, wabaId, appId)?.data;
    // what is about a business has no account that could be subscribed
    if (!account && !world.find("business", wabaId)) return [];
    const number = phoneNumberId === undefined ? undefined : addressOf(world, phoneNumberId, appId);
    const own = isOverridable(field) ? (number ?? account?.["override_callback_uri"]) : undefined;
    return [{ appId, url: String(own ?? data["callback_url"]), fields: fieldsIn(data) }];
  });
}

function fieldsIn({ fields = [] }: Data): string[] {
  return (fields as { name: string }[]).map(({ name }) => name);
}

/**
 * Sets where the webhooks of a number go, once the address has proved that it belongs to the caller; an empty address
 * takes it away.
 *
 * @throws GraphFailure if the address is refused
 */
export async function overrideNumber(context: DomainContext, request: CheckedRequest): Promise<void> {
  const { world } = context;
  const number = () => nodeIn(world, request, "phone_number", "phone_number_id");
  number(); // unknown ones have no address to verify
  const configuration = request.body["webhook_configuration"] as Data | undefined;
  if (configuration === undefined) return;
  const { override_callback_uri: url, verify_token: token } = configuration;
  const appId = appOf(context, request);
  if (url !== "") await verify(context, "webhook_configuration", "override_callback_uri", url, token);
  const { id } = number(); // it may be gone by now
  const known = findLink(world, numberOverride, id, appId);
  if (url !== "") putLink(world, numberOverride, id, appId, { url });
  else if (known) world.remove(known);
}

/** Adds to numbers where their webhooks go, as the app of the token has it. */
export function withAddresses({ handle, ...kept }: Kept): Kept {
  return {
    ...kept,
    handle: (world, context) => {
      const read = handle(world, context);
      return async (request) => {
        const shown = await read(request);
        const appId = appOf(context, request);
        const complete = (data: Data) => withAddressesOf(world, data, appId);
        return Array.isArray(shown) ? shown.map(complete) : shown && complete(shown as Data);
      };
    },
  };
}

/** The apps that are told by webhook: of which fields, of which accounts, and where. */
export const subscriptionOperations: Readonly<Record<string, Kept>> = {
  listWebhookSubscriptions: {
    handle: (world) => (request) => world.list(subscription, idIn(request, "application_id")).map(dataOf),
  },
  subscribeToWebhooks: {
    handle: (world, context) => async (request) => {
      const { object, callback_url, verify_token, fields } = request.body;
      const { url, verifyToken } = await verify(context, undefined, "callback_url", callback_url, verify_token);
      const names = (fields as unknown[]).map(String);
      subscribe(world, idIn(request, "application_id"), String(object), { url, verifyToken, fields: names });
      return { success: true };
    },
  },
  unsubscribeFromWebhooks: {
    handle: (world) => (request) => {
      const { object } = request.query;
      for (const node of world.list(subscription, idIn(request, "application_id")))
        if (object === undefined || node.data["object"] === object) world.remove(node);
      return { success: true };
    },
  },

  listSubscribedApps: {
    handle: (world) => (request) => world.list(subscribedApp, idIn(request, "waba_id")).map(dataOf),
  },
  subscribeApp: {
    handle: (world, context) => async (request) => {
      const { override_callback_uri: url, verify_token } = request.body;
      const appId = appOf(context, request);
      const address =
        url !== undefined && (await verify(context, undefined, "override_callback_uri", url, verify_token));
      const { id } = nodeIn(world, request, "waba", "waba_id"); // it may be gone by now
      const own = address && { override_callback_uri: address.url };
      putLink(world, subscribedApp, id, appId, { ...appData(appId), ...own });
      return { success: true };
    },
  },
  unsubscribeApp: {
    handle: (world, context) => (request) => {
      const node = findLink(world, subscribedApp, idIn(request, "waba_id"), appOf(context, request));
      if (node) world.remove(node);
      return { success: true };
    },
  },
};

const dataOf = ({ data }: WorldNode) => data;

function subscribe(world: World, appId: string, object: string, callback: Required<AppCallback>): void {
  const { url, verifyToken, fields } = callback;
  const named = fields.map((name) => ({ name, version: fieldVersion }));
  const node = putLink(world, subscription, appId, object, { object, callback_url: url, active: true, fields: named });
  world.put(verifyTokens, node.id, { verifyToken }, node.id);
}

/** How an account lists an app. */
function appData(id: string): Data {
  const name = id === seedIds.app ? "Lantern Desk" : `App ${id}`;
  return { whatsapp_business_api_data: { id, name, link: `https://www.facebook.com/games/?app_id=${id}` } };
}

function addressOf(world: World, phoneNumberId: string, appId: string): unknown {
  return findLink(world, numberOverride, phoneNumberId, appId)?.data["url"];
}

function withAddressesOf(world: World, data: Data, appId: string): Data {
  const { webhook_configuration: _, ...number } = data; // that of the examples
  const phoneNumberId = String(number["id"]);
  const phone_number = addressOf(world, phoneNumberId, appId);
  const account = findLink(world, subscribedApp, ownerOf(world.find("phone_number", phoneNumberId)), appId);
  const whatsapp_business_account = account?.data["override_callback_uri"];
  const application = appCallback(world, appId)?.url;
  const all = Object.entries({ phone_number, whatsapp_business_account, application });
  const set = all.filter(([, url]) => url !== undefined);
  return { ...number, ...(set.length > 0 && { webhook_configuration: Object.fromEntries(set) }) };
}

/** The app of the token that a call was made with. */
function appOf({ tokens }: DomainContext, { headers }: CheckedRequest): string {
  const [, token = ""] = /^bearer (.+)$/i.exec(headers?.get("authorization") ?? "") ?? [];
  return tokens.find(token)?.appId ?? seedIds.app;
}

/** Lets a callback URL prove that it belongs to the caller. */
async function verify(
  { handshake, webhookHosts }: DomainContext,
  parent: string | undefined,
  name: string,
  given: unknown,
  token: unknown,
): Promise<{ url: string; verifyToken: string }> {
  const place = parent === undefined ? name : `${parent}.${name}`;
  const [url, verifyToken] = [String(given), String(token ?? "")];
  const problem = callbackUrlProblem(url, webhookHosts);
  if (problem !== undefined) throw invalidParameter(`Param ${place} is no callback URL: ${problem}`);
  if (verifyToken === "")
    throw invalidParameter(`The parameter ${place.replace(name, "verify_token")} is required with ${place}`);
  const result = await handshake(url, verifyToken);
  if (result.isVerified) return { url, verifyToken };
  throw new GraphFailure("(#2200) Callback verification failed", {
    code: 2200,
    details: `The callback URL could not be verified: ${result.reason}`,
  });
}
