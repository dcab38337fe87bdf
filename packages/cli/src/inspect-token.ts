import { debugToken } from "@openwaba/tokens";
import type { Session } from "./session.ts";
import type { Token } from "./token-facts.ts";

/**
 * What the platform knows about the token: asked with the token of the app where there is one, else with itself.
 *
 * @throws {GraphError} if neither may ask
 */
export async function inspectToken(session: Session): Promise<Token> {
  const input_token = await session.accessToken();
  const client = (await session.appClient()) ?? (await session.clientOf(input_token));
  const { data } = await debugToken(client, { input_token }, session.call);
  return data;
}
