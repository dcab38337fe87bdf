import { createHash, randomBytes } from "node:crypto";
import { BoundedMap } from "./server/bounded-map.ts";
import type { Domain, DomainContext, Handler, StoredFile } from "./domain.ts";
import { kinds } from "./generated/media-types.ts";
import { GraphFailure, invalidParameter, unknownNode } from "./server/errors.ts";
import { limits } from "./server/limits.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const addressLife = 5 * minute;
const fileLife = 30 * day;
const exampleId = "1037543291543636"; // responds with the example in the documents

/** Maximum size of a file in bytes, by media type. */
const maxSizes = new Map(kinds.flatMap(({ maxSize, types }) => types.map((type): [string, number] => [type, maxSize])));

interface MediaFile extends StoredFile {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly sha256: string;
  readonly deletedAt: number;
}

/** Media files, none at the start, and their temporary download URLs. */
export function createMedia({ now, mediaUrl }: DomainContext): Domain {
  const files = new BoundedMap<string, MediaFile>({
    entries: limits.entries,
    weight: limits.fileBytes,
    weigh: ({ bytes }) => bytes.length,
  });
  const addresses = new BoundedMap<string, { id: string; expiresAt: number }>({ entries: limits.entries });
  let nextId = Number(exampleId) + 1;

  function find(id: unknown): MediaFile | undefined {
    const file = files.get(String(id));
    return file && now() < file.deletedAt ? file : undefined;
  }

  /** Undefined for the file in the example, which is not stored. */
  function get(method: string, id: unknown, owner: unknown): MediaFile | undefined {
    const file = find(id);
    if (file && owner !== undefined && owner !== file.phoneNumberId) throw unknownNode(method, String(id));
    return file;
  }

  const uploadMedia: Handler = ({ path, body }) => {
    const { file, type: named } = body;
    if (typeof file !== "object" || !(file && "bytes" in file)) throw invalidParameter("Param file must be a file");
    const { bytes, type: own } = file as { bytes: Uint8Array; type: string };
    const isNamed = named !== undefined && (own === "" || own === "application/octet-stream");
    const type = (isNamed ? String(named) : own).split(";")[0]?.trim().toLowerCase() ?? "";
    const maxSize = maxSizes.get(type);
    if (maxSize === undefined) {
      const types = [...maxSizes.keys()].join(", ");
      throw invalidParameter(`Param file must be a file with one of the following types: ${types}. Received ${type}`);
    }
    if (named !== undefined && String(named).split(";")[0] !== type) {
      throw invalidParameter(`Param type must be that of the file, which is ${type}`);
    }
    if (bytes.length > maxSize) {
      throw new GraphFailure("(#100) Invalid parameter: the file is too large", {
        code: 100,
        details: `A file of the type ${type} may have ${maxSize} bytes, it has ${bytes.length}`,
      });
    }
    const minutes = body["ttl_minutes"];
    const life = minutes === undefined ? fileLife : Number(minutes) * minute;
    const id = String(nextId++);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    files.set(id, { id, phoneNumberId: String(path["phone_number_id"]), bytes, type, sha256, deletedAt: now() + life });
    return { id };
  };

  const getMedia: Handler = ({ path, query }) => {
    const file = get("GET", path["media_id"], query["phone_number_id"]);
    if (!file) return undefined;
    const expiresAt = now() + addressLife;
    const url = new URL("/whatsapp_business/attachments/", mediaUrl);
    url.search = String(
      new URLSearchParams({
        mid: file.id,
        ext: String(Math.floor(expiresAt / 1000)),
        hash: `AR${randomBytes(12).toString("base64url")}`,
      }),
    );
    addresses.set(url.pathname + url.search, { id: file.id, expiresAt });
    return {
      messaging_product: "whatsapp",
      url: url.href,
      mime_type: file.type,
      sha256: file.sha256,
      file_size: String(file.bytes.length),
      id: file.id,
    };
  };

  const deleteMedia: Handler = ({ path, query }) => {
    const file = get("DELETE", path["media_id"], query["phone_number_id"]);
    if (file) files.delete(file.id);
    return file && { success: true };
  };

  return {
    nodes: { media_id: (id) => id === exampleId || find(id) !== undefined },
    handlers: { uploadMedia, getMedia, deleteMedia },
    fileAt(address) {
      const found = addresses.get(address);
      return found && now() < found.expiresAt ? find(found.id) : undefined;
    },
  };
}
