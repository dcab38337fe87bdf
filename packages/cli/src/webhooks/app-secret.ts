import type { Session } from "../session.ts";
import { askSecret } from "../prompt.ts";

/** The secret that signs webhooks. */
export async function readAppSecret(session: Session): Promise<string> {
  const { appSecret } = await session.platform();
  return appSecret ?? askSecret(session.context, session.output, "Secret of the app", "set META_APP_SECRET");
}
