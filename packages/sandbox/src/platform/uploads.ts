import { createHash, randomBytes } from "node:crypto";
import type { Domain, DomainContext, Handler, Receiver } from "../domain.ts";
import type { Chunks } from "../server/body.ts";
import { GraphFailure, invalidParameter, invalidToken, unknownNode } from "../server/errors.ts";
import type { WorldNode } from "../world/world.ts";

const exampleId = "upload:MTphdHRhY2htZW50OjBkY2JiOWJk?sig=ARZharbour"; // responds with the example in the documents

const kind = "upload_session";

/** Upload sessions. Bytes that arrived before a lost connection are kept; with `data`, once their request has ended. */
export function createUploads({ world }: DomainContext): Domain {
  /** Bytes of requests that have not ended, by session. */
  const arriving = new Map<string, Uint8Array[]>();

  const createUploadSession: Handler = ({ query }) => {
    const name = Buffer.from(`${world.newId()}:attachment:${randomBytes(4).toString("hex")}`).toString("base64url");
    const id = `upload:${name}?sig=ARZ${randomBytes(9).toString("base64url")}`;
    world.put(kind, undefined, { type: String(query["file_type"]), length: Number(query["file_length"]) }, id);
    return { id };
  };

  function offsetOf({ id, bytes, data }: WorldNode): number {
    const kept = data["h"] === undefined ? (bytes?.length ?? 0) : Number(data["length"]);
    return (arriving.get(id) ?? []).reduce((sum, piece) => sum + piece.length, kept);
  }

  /** Keeps what has arrived. */
  function settle(id: string): void {
    const pieces = arriving.get(id) ?? [];
    arriving.delete(id);
    const session = world.find(kind, id);
    if (!session || pieces.length === 0) return;
    const bytes = Buffer.concat([...(session.bytes ? [session.bytes] : []), ...pieces]);
    world.put(kind, session.of, session.data, id, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  const uploadFileBytes: Receiver = async ({ path }, headers, chunks) => {
    const id = String(path["upload_session_id"]);
    const session = world.find(kind, id);
    if (!session) return undefined;
    checkScheme(headers);
    const start = headers.get("file_offset") ?? "";
    if (!/^\d+$/.test(start)) throw invalidParameter("The header file_offset is required and must be a number");
    const offset = offsetOf(session);
    if (Number(start) !== offset) {
      throw invalidParameter(`The header file_offset must be ${offset}, where the upload goes on: it is ${start}`);
    }
    const length = Number(session.data["length"]);
    const surplus = await receive(session, length, chunks);
    if (surplus > 0)
      throw invalidParameter(`The file has ${surplus} bytes more than the ${length} that were announced`);
    return { h: finish(id, length) };
  };

  /** Takes at most `length` bytes; returns how many more there were. */
  async function receive(session: WorldNode, length: number, chunks: Chunks): Promise<number> {
    const { id } = session;
    const pieces = arriving.get(id) ?? [];
    arriving.set(id, pieces);
    let surplus = 0;
    try {
      for await (const chunk of chunks) {
        const wanted = chunk.subarray(0, length - offsetOf(session));
        if (wanted.length > 0) pieces.push(wanted);
        surplus += chunk.length - wanted.length;
      }
      return surplus;
    } finally {
      settle(id);
    }
  }

  /** The handle of the file, of which only the hash is kept from now on. */
  function finish(id: string, length: number): string {
    const session = world.find(kind, id);
    if (!session) throw unknownNode("POST", id);
    const { data, bytes = new Uint8Array() } = session;
    if (data["h"] !== undefined) return String(data["h"]);
    if (bytes.length < length) {
      const details = `The file has ${length} bytes, of which ${bytes.length} arrived`;
      throw new GraphFailure("(#100) The upload is not complete", { code: 100, details });
    }
    const type = Buffer.from(String(data["type"])).toString("base64");
    const h = `4::${type}:ARZ${createHash("sha256").update(bytes).digest("base64url")}`;
    world.put(kind, session.of, { ...data, h }, id);
    return h;
  }

  const getUploadSession: Handler = ({ path, headers }) => {
    const session = world.find(kind, String(path["upload_session_id"]));
    if (session) checkScheme(headers);
    return session && { id: session.id, file_offset: offsetOf(session) };
  };

  return {
    nodes: { upload_session_id: (id) => id === exampleId || world.find(kind, id) !== undefined },
    handlers: { createUploadSession, getUploadSession },
    receivers: { uploadFileBytes },
  };
}

function checkScheme(headers: Headers | undefined): void {
  if (/^oauth /i.test(headers?.get("authorization") ?? "")) return;
  throw invalidToken("an upload session takes it as Authorization: OAuth <token> alone");
}

/** The URL with the signature of an upload session moved from the query back into its id. */
export function joinSignature(url: URL): URL {
  const signature = url.searchParams.get("sig");
  if (signature === null || !/^\/[^/]+\/upload:[^/]+$/.test(url.pathname)) return url;
  const joined = new URL(url);
  joined.searchParams.delete("sig");
  joined.pathname += encodeURIComponent(`?sig=${signature}`);
  return joined;
}
