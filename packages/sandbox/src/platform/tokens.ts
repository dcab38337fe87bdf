import type { Domain, DomainContext, Handler } from "../domain.ts";
import { seedIds } from "../seed-ids.ts";
import { GraphFailure, invalidParameter } from "../server/errors.ts";

const longLife = 60 * 24 * 60 * 60; // seconds

/** Exchanges codes and tokens for tokens that work, and inspects and revokes tokens. */
export function createTokens({ world, businesses, now, tokens }: DomainContext): Domain {
  function checkSecret(secret: unknown): void {
    if (tokens.appSecret === undefined || secret === tokens.appSecret) return;
    throw invalidParameter("Param client_secret must be the secret of the app");
  }

  const exchangeToken: Handler = ({ query }) => {
    const { client_id, client_secret, code, grant_type, fb_exchange_token: old } = query;
    checkSecret(client_secret);
    const appId = client_id === undefined ? undefined : String(client_id);
    const answer = (access_token: string) => ({ access_token, token_type: "bearer" });
    if (grant_type === "client_credentials") {
      return answer(
        tokens.appSecret === undefined ? tokens.issue(undefined, "APP", appId) : `${client_id}|${tokens.appSecret}`,
      );
    }
    if (grant_type === "fb_exchange_token") {
      if (old === undefined) throw invalidParameter("The parameter fb_exchange_token is required");
      tokens.check(String(old));
      return {
        ...answer(tokens.issue(longLife, tokens.find(String(old))?.type, tokens.find(String(old))?.appId)),
        expires_in: longLife,
      };
    }
    if (code === undefined) throw invalidParameter("The parameter code is required unless grant_type is given");
    if (world.find("used_code", String(code))) {
      throw new GraphFailure("(#100) This authorization code has been used", { code: 100, subcode: 36009 });
    }
    world.put("used_code", undefined, {}, String(code));
    return answer(tokens.issue(undefined, undefined, appId));
  };

  const revokeToken: Handler = ({ query }) => {
    const { client_id: app, client_secret, revoke_token, access_token } = query;
    checkSecret(client_secret);
    const [caller, token] = [String(access_token), String(revoke_token)];
    tokens.check(caller);
    for (const [name, one] of Object.entries({ access_token: caller, revoke_token: token })) {
      const known = tokens.find(one);
      if (known && known.revokedAt === undefined && (known.appId ?? seedIds.app) === app) continue;
      throw invalidParameter(`Param ${name} must be a token of the app ${String(app)} that was not revoked`);
    }
    if (!tokens.revoke(token)) throw invalidParameter("Param revoke_token must be another token than that of the app");
    return { success: "true" };
  };

  const debugToken: Handler = ({ query }) => {
    const token = String(query["input_token"]);
    const known = tokens.find(token);
    const error = (message: string, subcode?: number) => ({ code: 190, message, ...(subcode && { subcode }) });
    if (!known)
      return { data: { is_valid: false, error: error("The access token could not be decrypted"), scopes: [] } };
    const { type, issuedAt, expiresAt, revokedAt, appId = seedIds.app } = known;
    const hasExpired = tokens.hasExpired(known);
    const isValid = revokedAt === undefined && !hasExpired;
    return {
      data: {
        app_id: appId,
        type,
        application: businesses[0].name,
        expires_at: expiresAt === undefined ? 0 : seconds(expiresAt),
        is_valid: isValid,
        ...(!isValid && {
          error:
            revokedAt === undefined
              ? error(`Error validating access token: Session has expired, it is ${seconds(now())} now`, 463)
              : error("Error validating access token: The token was revoked"),
        }),
        issued_at: seconds(issuedAt),
        scopes: !isValid ? [] : ["whatsapp_business_management", "whatsapp_business_messaging", "business_management"],
      },
    };
  };

  return { nodes: {}, handlers: { exchangeToken, revokeToken, debugToken } };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
