import { useState } from "preact/hooks";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { FormattedText } from "../formatted-text.tsx";

type MediaKind = "image" | "video" | "audio" | "document" | "sticker";

/** A file by the id that it has in the sandbox, or by an address elsewhere. */
export interface FileSource {
  readonly id?: string | undefined;
  readonly link?: string | undefined;
  readonly caption?: string | undefined;
  readonly filename?: string | undefined;
}

interface MediaViewProps {
  readonly kind: MediaKind;
  readonly file: FileSource;
  /** Whether audio was spoken into the phone. */
  readonly isVoice?: boolean;
  /** Called when somebody begins to listen. */
  readonly onPlay?: () => void;
}

const labels = {
  image: "Picture",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
} satisfies Record<MediaKind, string>;

const icons = {
  image: "template",
  video: "template",
  audio: "microphone",
  document: "document",
  sticker: "template",
} satisfies Record<MediaKind, IconName>;

/** Where the sandbox hands a file out. */
function fileUrl(id: string): string {
  return `/_sandbox/files/${encodeURIComponent(id)}`;
}

/** A file as WhatsApp shows it. What lies elsewhere is named, not loaded. */
export function MediaView({ kind, file, isVoice = false, onPlay }: MediaViewProps) {
  const { id, link, caption } = file;
  return (
    <div class="media">
      {id === undefined ? (
        <LinkedFile kind={kind} link={link ?? ""} filename={file.filename} />
      ) : (
        <OwnFile kind={kind} file={{ ...file, id }} isVoice={isVoice} onPlay={onPlay} />
      )}
      {caption !== undefined && caption !== "" && <FormattedText text={caption} />}
    </div>
  );
}

interface OwnFileProps {
  readonly kind: MediaKind;
  readonly file: FileSource & { readonly id: string };
  readonly isVoice: boolean;
  readonly onPlay: (() => void) | undefined;
}

function OwnFile({ kind, file: { id, caption, filename }, isVoice, onPlay }: OwnFileProps) {
  const [isMissing, setMissing] = useState(false);
  const url = fileUrl(id);
  if (isMissing) return <Unplayable kind={kind} url={url} filename={filename ?? id} />;
  switch (kind) {
    case "image":
      return (
        <a href={url} target="_blank" rel="noopener noreferrer" aria-label={`Open ${caption ?? "the picture"}`}>
          <img src={url} alt={caption ?? "Picture"} loading="lazy" onError={() => setMissing(true)} />
        </a>
      );
    case "sticker":
      return <img class="sticker" src={url} alt="Sticker" loading="lazy" onError={() => setMissing(true)} />;
    case "video":
      return (
        <video src={url} controls preload="metadata" aria-label={caption ?? "Video"} onError={() => setMissing(true)} />
      );
    case "audio":
      return (
        <div class={isVoice ? "recording voice" : "recording"}>
          {isVoice && <Icon name="microphone" />}
          <audio
            src={url}
            controls
            preload="metadata"
            aria-label={isVoice ? "Voice note" : "Audio"}
            onPlay={onPlay}
            onError={() => setMissing(true)}
          />
        </div>
      );
    case "document":
      return <DocumentCard id={id} url={url} filename={filename ?? "Document"} />;
  }
}

function DocumentCard({ id, url, filename }: { id: string; url: string; filename: string }) {
  const [, ending] = /\.(\w{1,8})$/.exec(filename) ?? [];
  return (
    <a class="card file" href={url} download={filename === "Document" ? id : filename}>
      <Icon name="document" />
      <span>
        {filename}
        <br />
        <span class="quiet">{ending === undefined ? "Download" : `${ending.toUpperCase()}, download`}</span>
      </span>
    </a>
  );
}

/** A file that the browser cannot show: it is gone, or not what its type says. */
function Unplayable({ kind, url, filename }: { kind: MediaKind; url: string; filename: string }) {
  return (
    <a class="card file" href={url} download={filename}>
      <Icon name={icons[kind]} />
      <span>
        {labels[kind]}
        <br />
        <span class="quiet">cannot be shown here, download</span>
      </span>
    </a>
  );
}

function LinkedFile({ kind, link, filename }: { kind: MediaKind; link: string; filename: string | undefined }) {
  const label = filename ?? labels[kind];
  return (
    <div class="card file">
      <Icon name={icons[kind]} />
      <span>
        {label}
        <br />
        {/^https?:\/\//i.test(link) ? (
          <a href={link} target="_blank" rel="noopener noreferrer">
            {link}
          </a>
        ) : (
          <span class="quiet">{link === "" ? "without a file" : link}</span>
        )}
      </span>
    </div>
  );
}
