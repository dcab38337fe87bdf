import type { SendMessageContent } from "@openwaba/messages";
import { usageError } from "../cli-error.ts";
import type { Source } from "./media-source.ts";

interface MediaWords {
  readonly caption?: string;
  readonly filename?: string;
  readonly voice?: true;
}

/** The content of a message with a file. */
export function mediaMessage({ kind, media, filename }: Source, words: MediaWords): SendMessageContent {
  const { caption, voice } = words;
  if (caption !== undefined && (kind === "audio" || kind === "sticker"))
    throw usageError(`Cannot send a caption: ${kind === "audio" ? "audio has" : "stickers have"} none`);
  if (voice === true && kind !== "audio") throw usageError("Cannot send it as a voice message: it is not audio");
  const captioned = { ...media, ...(caption !== undefined && { caption }) };
  switch (kind) {
    case "audio":
      return { type: "audio", audio: { ...media, ...(voice === true && { voice }) } };
    case "sticker":
      return { type: "sticker", sticker: media };
    case "image":
      return { type: "image", image: captioned };
    case "video":
      return { type: "video", video: captioned };
    case "document": {
      const name = words.filename ?? filename;
      return { type: "document", document: { ...captioned, ...(name !== "" && { filename: name }) } };
    }
  }
}
