import { firstMinute } from "./first-minute.ts";
import type { SandboxOptions } from "./options.ts";
import type { Sandbox } from "./sandbox.ts";

/** What the command prints when the sandbox runs: all that is needed for a first call and a first conversation. */
export function describeSandbox(sandbox: Sandbox, { appSecret, webhook }: SandboxOptions): string {
  const { url, mediaUrl, accessToken, businesses, appId, accountId, phoneNumberId } = sandbox;
  const [business] = businesses;
  const verifyToken = webhook?.verifyToken ?? "sandbox";
  const rows = [
    ["console", `${url}/_sandbox/console/`],
    ["base URL", url],
    ["file downloads", mediaUrl],
    ["access token", accessToken],
    ...(appSecret === undefined ? [] : [["app secret", `${appSecret} (calls need an appsecret_proof)`]]),
    ["business id", `${business.id} (${business.name})`],
    ["app id", appId],
    ["account id", accountId],
    ["number id", phoneNumberId],
    ["webhook", webhook?.url ?? "none: start it with --webhook http://127.0.0.1:3000/ to get messages and statuses"],
    ["webhook secret", sandbox.appSecret],
    ["verify token", verifyToken],
  ];
  const { environment, sendTemplate, writeAsCustomer } = firstMinute(sandbox, { appSecret, verifyToken });
  return `The sandbox is running: stop it with Ctrl+C

${rows.map(([name = "", value]) => `  ${name.padEnd(14)}  ${value}`).join("\n")}

For the .env of your program. Ports, token and secret are new at each start unless options set them, see --help:

${environment}

Send a template:

${sendTemplate}

Write to the business as a customer:

${writeAsCustomer}

Calls and webhooks:

`;
}
