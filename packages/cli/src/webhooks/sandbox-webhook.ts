import { CliError } from "../cli-error.ts";
import { dim } from "../output/span.ts";
import type { Session } from "../session.ts";

/** Makes a sandbox send its webhooks here. */
export async function setSandboxWebhook(session: Session, url: string, verify_token: string): Promise<void> {
  const { baseUrl } = await session.platform();
  const { fetch = globalThis.fetch, signal } = session.context;
  const response = await fetch(`${baseUrl}/_sandbox/webhook`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url, verify_token }),
    signal,
  });
  if (response.ok) return session.output.note(dim("The sandbox sends its webhooks here"));
  const { error } = (await response.json().catch(() => ({}))) as { error?: { message?: string } | string };
  const reason = typeof error === "string" ? error : error?.message;
  throw new CliError(`Cannot make the sandbox send webhooks here: ${reason ?? `status ${response.status}`}`);
}
