import { createHash, type Hash, randomBytes } from "node:crypto";
import { BoundedMap } from "./server/bounded-map.ts";
import type { Domain, Handler, Receiver } from "./domain.ts";
import { GraphFailure, invalidParameter, invalidToken } from "./server/errors.ts";
import { limits } from "./server/limits.ts";

const exampleId = "upload:MTphdHRhY2htZW50OjBkY2JiOWJk?sig=ARZharbour"; // responds with the example in the documents

interface Session {
  readonly id: string;
  readonly type: string;
  readonly length: number;
  readonly hash: Hash;
  offset: number;
}

/** Upload sessions, none at the start. Bytes that arrived before a lost connection are kept. */
export function createUploads(): Domain {
  const sessions = new BoundedMap<string, Session>({ entries: limits.entries });
  let nextNumber = 2; // 1 is in the documents

  const createUploadSession: Handler = ({ query }) => {
    const name = Buffer.from(`${nextNumber++}:attachment:${randomBytes(4).toString("hex")}`).toString("base64url");
    const id = `upload:${name}?sig=ARZ${randomBytes(9).toString("base64url")}`;
    const length = Number(query["file_length"]);
    sessions.set(id, { id, type: String(query["file_type"]), length, hash: createHash("sha256"), offset: 0 });
    return { id };
  };

  const uploadFileBytes: Receiver = async ({ path }, headers, chunks) => {
    const session = sessions.get(String(path["upload_session_id"]));
    if (!session) return undefined;
    checkScheme(headers);
    const start = headers.get("file_offset") ?? "";
    if (!/^\d+$/.test(start)) throw invalidParameter("The header file_offset is required and must be a number");
    if (Number(start) !== session.offset) {
      throw invalidParameter(
        `The header file_offset must be ${session.offset}, where the upload goes on: it is ${start}`,
      );
    }
    let surplus = 0;
    for await (const chunk of chunks) {
      const wanted = chunk.subarray(0, session.length - session.offset);
      session.hash.update(wanted);
      session.offset += wanted.length;
      surplus += chunk.length - wanted.length;
    }
    if (surplus > 0)
      throw invalidParameter(`The file has ${surplus} bytes more than the ${session.length} that were announced`);
    if (session.offset < session.length) {
      const details = `The file has ${session.length} bytes, of which ${session.offset} arrived`;
      throw new GraphFailure("(#100) The upload is not complete", { code: 100, details });
    }
    const type = Buffer.from(session.type).toString("base64");
    return { h: `4::${type}:ARZ${session.hash.copy().digest("base64url")}` };
  };

  const getUploadSession: Handler = ({ path, headers }) => {
    const session = sessions.get(String(path["upload_session_id"]));
    if (session) checkScheme(headers);
    return session && { id: session.id, file_offset: session.offset };
  };

  return {
    nodes: { upload_session_id: (id) => id === exampleId || sessions.has(id) },
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
