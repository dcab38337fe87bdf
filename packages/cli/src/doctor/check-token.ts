import { GraphError } from "@openwaba/runtime";
import { debugToken } from "@openwaba/tokens";
import type { PlatformClient, Session } from "../session.ts";
import { missingScopes, momentOf, type Token } from "../token-facts.ts";
import { broken, brokenCall, type Facts, type Finding, ok, skipped, warning } from "./finding.ts";

const soon = 14 * 24 * 60 * 60; // seconds
const about = "token";

/** Whether the token works, for how long, with which permissions; and whether the app's secret is right. */
export async function* checkToken(session: Session, facts: Facts): AsyncIterable<Finding> {
  const { appId, isSigned } = await session.platform();
  const accessToken = await session.accessToken();
  const plain = await session.clientOf(accessToken);
  facts.client = isSigned ? await session.client() : plain;
  const app = await session.appClient();

  if (app !== undefined) {
    const found = await inspect(app, accessToken, session);
    if (!(found instanceof GraphError)) {
      facts.isAppKnown = true;
      yield ok("app", `META_APP_ID and META_APP_SECRET belong together (${appId})`);
      facts.token = found;
    } else if (isOfApp(found)) {
      yield broken(
        "app",
        "META_APP_SECRET is not the secret of the app META_APP_ID",
        "Copy both from the app's dashboard, App settings, Basic: calls are signed with this secret, and webhooks too.",
      );
      facts.client = plain;
    } else yield brokenCall("app", found);
  }
  if (facts.token === undefined) {
    let found = await inspect(facts.client, accessToken, session);
    if (isAboutProof(found) && facts.client !== plain) {
      yield broken("app", "META_APP_SECRET is not the secret of the token's app", rightSecret);
      facts.client = plain;
      found = await inspect(plain, accessToken, session);
    }
    if (isAboutProof(found)) {
      yield broken("app", "The app demands calls that are signed with its secret", rightSecret);
      facts.client = undefined; // nothing else can be looked at
      return;
    }
    if (found instanceof GraphError && found.family === "auth") {
      yield broken(about, found.message, newToken);
      facts.client = undefined;
      return;
    }
    facts.token = found instanceof GraphError ? undefined : found;
  }
  const { token } = facts;
  if (token === undefined) {
    yield skipped(
      about,
      "What the token may do could not be looked up",
      "Set META_APP_ID and META_APP_SECRET: the app may inspect its tokens.",
    );
    return;
  }
  yield* judge(token, appId);
}

const rightSecret = "Set META_APP_SECRET to the secret of the app that the token belongs to.";
const newToken =
  "Get another token: in the Business Manager, for a system user of yours. A token of the app's dashboard lasts a day.";

function* judge(token: Token, appId: string | undefined): Iterable<Finding> {
  if (!token.is_valid) {
    yield broken(about, `The token does not work: ${token.error?.message ?? "it is invalid"}`, newToken);
    return;
  }
  if (appId !== undefined && token.app_id !== undefined && token.app_id !== appId)
    yield broken(
      about,
      `The token belongs to the app ${token.app_id}, META_APP_ID is ${appId}`,
      "Take the token and the app's id and secret from one app.",
    );
  const missing = missingScopes(token);
  if (missing.length > 0)
    yield broken(
      about,
      `The token lacks ${missing.join(" and ")}`,
      "Generate it again and tick these permissions; they cannot be added to a token.",
    );
  const expires = token.expires_at === 0 ? undefined : token.expires_at;
  if (expires !== undefined && expires - Date.now() / 1000 < soon)
    yield warning(
      about,
      `The token expires on ${momentOf(expires)}`,
      "Use a token of a system user that does not expire, or renew it before.",
    );
  else
    yield ok(
      about,
      `The token works ${expires === undefined ? "and does not expire" : `until ${momentOf(expires)}`} (${(token.type ?? "token").toLowerCase().replace("_", " ")})`,
    );
}

/** What is known about the token, or the error; a lost connection is thrown. */
async function inspect(client: PlatformClient, input_token: string, session: Session): Promise<Token | GraphError> {
  try {
    return (await debugToken(client, { input_token }, session.call)).data;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}

function isAboutProof(found: Token | GraphError): boolean {
  return found instanceof GraphError && found.message.includes("appsecret_proof");
}

/** An app token that is not valid: the secret is wrong, or there is no such app. */
function isOfApp(error: GraphError): boolean {
  return error.family === "auth" || error.code === 101 || isAboutProof(error);
}
