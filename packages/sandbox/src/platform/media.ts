import { createHash, randomBytes } from "node:crypto";
import type { Domain, DomainContext, Handler } from "../domain.ts";
import { kinds } from "../generated/media-types.ts";
import { GraphFailure, invalidParameter, unknownNode } from "../server/errors.ts";
import { ownerOf, type World, type WorldNode } from "../world/world.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const addressLife = 5 * minute;
const fileLife = 30 * day;
const kind = "media";
const addressKind = "media_url";

/** A file that was uploaded, or that a customer sent. */
export interface Media {
  readonly id: string;
  /** Number that it belongs to. */
  readonly phoneNumberId: string;
  /** Media type, without parameters. */
  readonly type: string;
  /** In hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

interface NewMedia {
  phoneNumberId: string;
  type: string;
  bytes: Uint8Array;
  /** Milliseconds since 1970, undefined for never. */
  deletedAt?: number;
  /** @default a new one */
  id?: string;
}

/** Type and maximum size in bytes of each file that may be sent, by media type. */
const types = new Map(
  kinds.flatMap(({ kind: name, maxSize, types: names }) =>
    names.map((type): [string, { kind: string; maxSize: number }] => [type, { kind: name, maxSize }]),
  ),
);

/** The file with this id, undefined if there is none at the time `now`, in milliseconds since 1970. */
export function mediaOf(world: World, id: string, now: number): Media | undefined {
  const node = world.find(kind, id);
  const { mime_type, sha256, deleted_at } = node?.data ?? {};
  if (!node?.bytes || now >= Number(deleted_at ?? Infinity)) return undefined;
  return { id, phoneNumberId: ownerOf(node), type: String(mime_type), sha256: String(sha256), bytes: node.bytes };
}

/** Keeps a file, whose bytes belong to the world from then on: a `Buffer` must be copied before. */
export function putMedia(world: World, { phoneNumberId, type, bytes, deletedAt, id }: NewMedia): WorldNode {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const data = { mime_type: type, sha256, ...(deletedAt !== undefined && { deleted_at: deletedAt }) };
  return world.put(kind, phoneNumberId, data, id, bytes);
}

/** When a file is deleted that is put there now, in milliseconds since 1970. */
export function endOfMedia(now: number): number {
  return now + fileLife;
}

/** What a file of this media type is: `image`, `video`, `audio`, `document` or `sticker`; undefined if it may not be sent. */
export function kindOfMedia(type: string): { readonly kind: string; readonly maxSize: number } | undefined {
  return types.get(type);
}

/** A media type without its parameters, such as `audio/ogg`. */
export function plainType(type: string): string {
  return type.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Media files and their temporary download URLs. */
export function createMedia({ world, now, mediaUrl }: DomainContext): Domain {
  const find = (id: unknown) => mediaOf(world, String(id), now());

  function get(method: string, id: unknown, owner: unknown): Media {
    const file = find(id);
    if (file && (owner === undefined || owner === file.phoneNumberId)) return file;
    throw unknownNode(method, String(id));
  }

  const uploadMedia: Handler = ({ path, body }) => {
    const { file, type: named } = body;
    if (typeof file !== "object" || !(file && "bytes" in file)) throw invalidParameter("Param file must be a file");
    const { bytes, type: own } = file as { bytes: Uint8Array; type: string };
    const isNamed = named !== undefined && (own === "" || own === "application/octet-stream");
    const type = plainType(isNamed ? String(named) : own);
    const maxSize = kindOfMedia(type)?.maxSize;
    if (maxSize === undefined) {
      const known = [...types.keys()].join(", ");
      throw invalidParameter(`Param file must be a file with one of the following types: ${known}. Received ${type}`);
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
    const deletedAt = minutes === undefined ? endOfMedia(now()) : now() + Number(minutes) * minute;
    return { id: putMedia(world, { phoneNumberId: String(path["phone_number_id"]), type, bytes, deletedAt }).id };
  };

  const getMedia: Handler = ({ path, query }) => {
    const { id, type, sha256, bytes } = get("GET", path["media_id"], query["phone_number_id"]);
    const expiresAt = now() + addressLife;
    const url = new URL("/whatsapp_business/attachments/", mediaUrl);
    url.search = String(
      new URLSearchParams({
        mid: id,
        ext: String(Math.floor(expiresAt / 1000)),
        hash: `AR${randomBytes(12).toString("base64url")}`,
      }),
    );
    world.put(addressKind, id, { expires_at: expiresAt }, url.pathname + url.search);
    return {
      messaging_product: "whatsapp",
      url: url.href,
      mime_type: type,
      sha256,
      file_size: String(bytes.length),
      id,
    };
  };

  const deleteMedia: Handler = ({ path, query }) => {
    const { id } = get("DELETE", path["media_id"], query["phone_number_id"]);
    const node = world.find(kind, id);
    if (node) world.remove(node);
    return { success: true };
  };

  return {
    nodes: { media_id: (id) => find(id) !== undefined },
    handlers: { uploadMedia, getMedia, deleteMedia },
    fileAt(address) {
      const found = world.find(addressKind, address);
      return found && now() < Number(found.data["expires_at"]) ? find(found.of) : undefined;
    },
  };
}
