import { seedIds } from "../seed-ids.ts";
import { callbackUrlProblem } from "../webhooks/callback-url.ts";
import type { ShownHandshake } from "../webhooks/handshake.ts";
import { findLink } from "../world/links.ts";
import { ownerOf, type World } from "../world/world.ts";
import {
  appCallback,
  numberOverride,
  subscribeAccounts,
  subscribedApp,
  subscribeOwnApp,
  subscribedFields,
} from "./subscriptions.ts";

/** Where the webhooks of the app of the sandbox go. */
export interface WebhookAddresses {
  readonly appId: string;
  /** Undefined if the app is not subscribed to anything. */
  readonly callback?: { readonly url: string; readonly verifyToken: string; readonly fields: readonly string[] };
  readonly accounts: readonly {
    readonly id: string;
    /** Whether the app is told about the account. */
    readonly isSubscribed: boolean;
    /** Its own address, to which fields of messaging go. */
    readonly url?: string;
  }[];
  /** Numbers that have their own address. */
  readonly numbers: readonly { readonly id: string; readonly wabaId: string; readonly url: string }[];
  /** Names of hosts that callback URLs may name with http beside loopback. */
  readonly hosts: readonly string[];
}

export function webhookAddresses(world: World, hosts: readonly string[]): WebhookAddresses {
  const appId = seedIds.app;
  const callback = appCallback(world, appId);
  return {
    appId,
    ...(callback && { callback: { ...callback, fields: subscribedFields(world, appId) } }),
    accounts: world.all("waba").map(({ id }) => {
      const link = findLink(world, subscribedApp, id, appId);
      const url = link?.data["override_callback_uri"];
      return { id, isSubscribed: link !== undefined, ...(typeof url === "string" && { url }) };
    }),
    numbers: world.all("phone_number").flatMap((number) => {
      const url = findLink(world, numberOverride, number.id, appId)?.data["url"];
      return typeof url === "string" ? [{ id: number.id, wabaId: ownerOf(number), url }] : [];
    }),
    hosts,
  };
}

type ShakeHands = (url: string, verifyToken: string) => Promise<ShownHandshake>;

/**
 * Sets the callback URL of the app of the sandbox once the URL has proved itself. An app that had none is subscribed to
 * all fields of all accounts.
 *
 * @throws TypeError if the sandbox does not call such a URL
 */
export async function setCallback(
  world: World,
  hosts: readonly string[],
  shakeHands: ShakeHands,
  url: string,
  verifyToken = appCallback(world, seedIds.app)?.verifyToken ?? "sandbox",
): Promise<ShownHandshake> {
  const problem = callbackUrlProblem(url, hosts);
  if (problem !== undefined) throw new TypeError(`Cannot set the webhook to ${url}: ${problem}`);
  if (verifyToken === "") throw new TypeError("Cannot set the webhook: its verify token is empty");
  const shown = await shakeHands(url, verifyToken);
  if (!shown.outcome.isVerified) return shown;
  const isFirst = appCallback(world, seedIds.app) === undefined;
  const fields = isFirst ? {} : { fields: subscribedFields(world, seedIds.app) };
  subscribeOwnApp(world, { url, verifyToken, ...fields });
  if (isFirst) subscribeAccounts(world);
  return shown;
}
