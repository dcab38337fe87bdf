import { listFlowAssets, listFlows } from "@openwaba/flows";
import { downloadMedia } from "@openwaba/media";
import { CliError } from "../cli-error.ts";
import type { Session } from "../session.ts";

/** A flow as an account has it. */
export type AccountFlow = Awaited<ReturnType<typeof readAccountFlows>>[number];

const fields = ["id", "name", "status", "categories", "endpoint_uri", "validation_errors", "json_version"] as const;
const most = 10 * 1024 * 1024; // bytes of Flow JSON
const timeout = 30_000; // ms

/** All flows of an account. */
export async function readAccountFlows(session: Session) {
  const client = await session.client();
  const waba_id = await session.wabaId();
  return listFlows(client, { waba_id, fields }, session.call).toArray();
}

/** The Flow JSON of a flow; undefined if none was uploaded. */
export async function downloadFlowJson(session: Session, flow_id: string): Promise<string | undefined> {
  const client = await session.client();
  const assets = await listFlowAssets(client, { flow_id }, session.call).toArray();
  const url = assets.find(({ asset_type }) => asset_type === "FLOW_JSON")?.download_url;
  if (url === undefined) return undefined;
  const { mediaOrigin } = await session.platform();
  if (new URL(url).origin === mediaOrigin) {
    const { stream } = await downloadMedia(client, { url }, { maxSize: most, ...session.call });
    return new Response(stream).text();
  }
  return downloadSigned(session, url);
}

/** The address is good for itself: no token goes there. */
async function downloadSigned({ context }: Session, url: string): Promise<string> {
  const { fetch = globalThis.fetch, signal } = context;
  if (new URL(url).protocol !== "https:") throw new CliError("Cannot download the Flow JSON: its address is not https");
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]) });
  if (!response.ok) throw new CliError(`Cannot download the Flow JSON: the host responds with ${response.status}`);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > most) throw new CliError("Cannot take the Flow JSON of the account: it is longer than 10 MB");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
