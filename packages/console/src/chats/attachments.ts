/** How a file is sent. */
export type AttachmentKind = "media" | "audio" | "voice" | "sticker" | "document";

const megabyte = 1024 * 1024;
const longest = 100 * megabyte;

/** What the chooser of files offers. */
export const acceptedTypes = {
  media: "image/*,video/*",
  audio: "audio/*",
  voice: "audio/*",
  sticker: "image/webp",
  document: "",
} satisfies Record<AttachmentKind, string>;

/** Why WhatsApp does not send a file this way, undefined if it does. */
export function refusalOf(
  kind: AttachmentKind,
  { type, size }: { readonly type: string; readonly size: number },
): string | undefined {
  if (size === 0) return "The file is empty.";
  if (size > longest) return `The file has ${sizeText(size)}, at most ${sizeText(longest)} can be sent.`;
  const isOf = (...kinds: readonly string[]) => kinds.some((one) => type.startsWith(`${one}/`));
  const shown = type === "" ? "a file without a type" : type;
  if (kind === "sticker" && type !== "image/webp") return `A sticker is a WebP picture, this is ${shown}.`;
  if (kind === "media" && !isOf("image", "video"))
    return `This is neither picture nor video but ${shown}: send it as a document.`;
  if ((kind === "audio" || kind === "voice") && !isOf("audio")) return `This is no audio but ${shown}.`;
  return undefined;
}

/** A size as people read it. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < megabyte) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / megabyte).toFixed(1).replace(/\.0$/, "")} MB`;
}
