import { GraphConnectionError } from "@openwaba/runtime";
import { idleTimeout } from "./idle-timeout.ts";
import { ask, type TransferClient } from "./read-json.ts";
import { idIn, queryOf } from "./url.ts";

/** The file to delete. */
export interface DeletedMedia {
  media_id: string;
  /** The call fails unless the file belongs to this business phone number. */
  phone_number_id?: string;
}

/**
 * Deletes an uploaded file before its 30 days are up. The client's `timeout` applies to each attempt.
 *
 * @param options.signal Aborts the call
 * @throws {GraphError} when the platform responds with an error, such as for an unknown id
 * @throws {GraphConnectionError} when no complete response arrives, or one that does not report success
 * @example
 * await deleteMedia(client, { media_id: "1037543291543636" });
 */
export async function deleteMedia(
  client: TransferClient,
  { media_id, phone_number_id }: DeletedMedia,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const path = "/{media_id}";
  const action = `Cannot DELETE ${path}`;
  const url = `/${idIn(media_id, "media_id", action)}${queryOf(phone_number_id)}`;
  const idle = idleTimeout(action, false, signal);
  try {
    const { success } = await ask(client, url, { method: "DELETE", path, idle });
    if (String(success) !== "true") throw new GraphConnectionError(action, "the response does not report success");
  } finally {
    idle.stop();
  }
}
