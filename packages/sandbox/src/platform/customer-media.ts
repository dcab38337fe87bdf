import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import { limits } from "../server/limits.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import type { InboundContent } from "../webhooks/messages.ts";
import { endOfMedia, kindOfMedia, mediaOf, plainType, putMedia } from "./media.ts";

export interface FileToSend {
  /** Media type, such as `image/jpeg`. @default that of the Blob */
  type?: string;
  caption?: string;
  /** Sends it as a document of this name, whatever its type. @default by its type: picture, video, audio, sticker, document */
  filename?: string;
  /** Whether audio was spoken into the phone. @default false */
  voice?: boolean;
  /** Whether a sticker moves. @default false */
  animated?: boolean;
  /** Business number that gets it. @default the one that wrote last */
  phoneNumberId?: string;
  /** What it answers, or that it was forwarded. */
  context?: Schemas["MessageContext"];
  /** Group that gets it, which the customer must be in. */
  groupId?: string;
}

/** A file that a business sent. */
export interface ReceivedFile {
  readonly bytes: Uint8Array;
  /** Media type. */
  readonly type: string;
}

/** A file that the business can download. */
export interface UploadedFile {
  readonly id: string;
  readonly mime_type: string;
  /** In base64. */
  readonly sha256: string;
}

interface SentFile {
  readonly id: string;
  readonly deliveries: readonly WebhookDelivery[];
}

/** What a customer does with files. */
export interface CustomerFiles {
  /**
   * Sends a file: the webhook names its id, and the business can download it.
   *
   * @throws TypeError if it has no media type, or more than 100 MB
   */
  sendFile(file: Uint8Array | Blob, options?: FileToSend): Promise<SentFile>;
  /**
   * Uploads a file that an answer names, such as a photo in a flow, without a message. The business can download it.
   *
   * @throws TypeError if it has no media type, or more than 100 MB
   */
  uploadFile(file: Uint8Array | Blob, options?: Pick<FileToSend, "type" | "phoneNumberId">): Promise<UploadedFile>;
  /**
   * The file in a message of a business, the first one of a template.
   *
   * @throws Error if the message has none, or it was sent by link, deleted or expired
   */
  download(message: { id: string }): ReceivedFile;
}

const longest = limits.formBytes - 1_048_576; // that of a document of a business, 100 MB

export function createCustomerFiles(
  { world, now }: DomainContext,
  send: (
    content: InboundContent,
    sending: Pick<FileToSend, "context" | "groupId"> & { phoneNumberId: string },
  ) => Promise<SentFile>,
  numberFor: (phoneNumberId: string | undefined) => string,
): CustomerFiles {
  async function keep(
    file: Uint8Array | Blob,
    options: FileToSend,
  ): Promise<{ phoneNumberId: string; kept: UploadedFile }> {
    const { type = file instanceof Blob ? file.type : "" } = options;
    if (!/^[\w.+-]+\/[\w.+-]+\s*(?:;|$)/.test(type))
      throw new TypeError(`Cannot send the file: give a media type such as image/jpeg, not ${JSON.stringify(type)}`);
    const size = file instanceof Blob ? file.size : file.length;
    if (size > longest)
      throw new TypeError(`Cannot send the file: it has ${size} bytes, at most ${longest} are possible`);
    const bytes = new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file);
    const phoneNumberId = numberFor(options.phoneNumberId);
    const media = { phoneNumberId, type: plainType(type), bytes, deletedAt: endOfMedia(now()) };
    const { id, data } = putMedia(world, media);
    const sha256 = Buffer.from(String(data["sha256"]), "hex").toString("base64"); // as webhooks have it
    return { phoneNumberId, kept: { id, sha256, mime_type: type } };
  }

  return {
    async sendFile(file, options = {}) {
      const { phoneNumberId, kept } = await keep(file, options);
      const { context, groupId } = options;
      const around = { ...(context && { context }), ...(groupId !== undefined && { groupId }) };
      return send(contentOf(kept, options), { phoneNumberId, ...around });
    },
    uploadFile: async (file, options = {}) => (await keep(file, options)).kept,
    download({ id }) {
      const file = fileIn(world.find("message", id)?.data["message"]);
      if (!file) throw new Error(`Cannot download from ${id}: there is no message with a file of this id`);
      if (file.id === undefined) throw new Error(`Cannot download from ${id}: the file was sent by link, ${file.link}`);
      const media = mediaOf(world, String(file.id), now());
      if (!media) throw new Error(`Cannot download from ${id}: the file ${String(file.id)} was deleted or has expired`);
      return { bytes: new Uint8Array(media.bytes), type: media.type };
    },
  };
}

function contentOf(
  file: UploadedFile,
  { caption, filename, voice = false, animated = false }: FileToSend,
): InboundContent {
  const captioned = { ...file, ...(caption !== undefined && { caption }) };
  if (filename !== undefined) return { type: "document", filename, ...captioned };
  switch (kindOfMedia(plainType(file.mime_type))?.kind ?? file.mime_type.split("/")[0]) {
    case "image":
      return { type: "image", ...captioned };
    case "video":
      return { type: "video", ...captioned };
    case "audio":
      return { type: "audio", voice, ...file };
    case "sticker":
      return { type: "sticker", animated, ...file };
    default:
      return { type: "document", ...captioned };
  }
}

const places = new Set(["image", "video", "audio", "document", "sticker"]);

/** The first file in a message, at any depth. */
function fileIn(value: unknown): { id?: unknown; link?: unknown } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const isFile =
      places.has(name) && typeof inner === "object" && inner !== null && ("id" in inner || "link" in inner);
    const found = isFile ? inner : fileIn(inner);
    if (found) return found;
  }
  return undefined;
}
