import { Icon } from "../../parts/icon.tsx";
import { FormattedText } from "../formatted-text.tsx";

export type MediaKind = "image" | "video" | "audio" | "document" | "sticker";

/** A file by the id that it has in the sandbox, or by an address elsewhere. */
export interface FileSource {
  readonly id?: string;
  readonly link?: string;
  readonly caption?: string;
  readonly filename?: string;
}

/** Where the sandbox hands a file out. */
export function fileUrl(id: string): string {
  return `/_sandbox/files/${encodeURIComponent(id)}`;
}

/** A file as WhatsApp shows it. What lies elsewhere is named, not loaded. */
export function MediaView({ kind, file }: { kind: MediaKind; file: FileSource }) {
  const { id, link, caption } = file;
  return (
    <div class="media">
      {id === undefined ? <LinkedFile kind={kind} link={link ?? ""} /> : <OwnFile kind={kind} file={{ ...file, id }} />}
      {caption !== undefined && <FormattedText text={caption} />}
    </div>
  );
}

function OwnFile({ kind, file: { id, caption, filename } }: { kind: MediaKind; file: FileSource & { id: string } }) {
  const url = fileUrl(id);
  switch (kind) {
    case "image":
      return <img src={url} alt={caption ?? "Picture"} loading="lazy" />;
    case "sticker":
      return <img class="sticker" src={url} alt="Sticker" loading="lazy" />;
    case "video":
      return <video src={url} controls preload="metadata" aria-label={caption ?? "Video"} />;
    case "audio":
      return <audio src={url} controls preload="metadata" aria-label="Recording" />;
    case "document":
      return (
        <a class="card file" href={url} download={filename ?? id}>
          <Icon name="document" />
          <span>{filename ?? "Document"}</span>
        </a>
      );
  }
}

function LinkedFile({ kind, link }: { kind: MediaKind; link: string }) {
  const isWeb = /^https?:\/\//i.test(link);
  return (
    <div class="card file">
      <Icon name="open" />
      <span>
        {kind} at{" "}
        {isWeb ? (
          <a href={link} target="_blank" rel="noopener noreferrer">
            {link}
          </a>
        ) : (
          link
        )}
      </span>
    </div>
  );
}
