import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { Menu } from "../parts/menu.tsx";
import { acceptedTypes, type AttachmentKind, refusalOf, sizeText } from "./attachments.ts";
import type { ChatMessage } from "./chat-message.ts";
import { OrderDialog } from "./content/products-view.tsx";
import { type DialogField, FieldsDialog } from "./fields-dialog.tsx";
import { type Around, type ChatAddress, send, sendFile } from "./send.ts";
import { summaryOf } from "./summary.ts";
import { VoiceButton } from "./voice-button.tsx";

interface ComposerProps {
  readonly to: ChatAddress;
  /** The message that is answered. */
  readonly answered: Signal<ChatMessage | undefined>;
  /** Whether a location is being chosen. */
  readonly isLocating: Signal<boolean>;
  readonly attempt: (action: Promise<void>) => void;
  readonly onProblem: (text: string) => void;
}

interface Attachment {
  readonly file: File;
  readonly kind: AttachmentKind;
}

const locationFields: readonly DialogField[] = [
  { name: "latitude", label: "Latitude", type: "number", value: "52.5219", isRequired: true, min: -90, max: 90 },
  { name: "longitude", label: "Longitude", type: "number", value: "13.4132", isRequired: true, min: -180, max: 180 },
  { name: "name", label: "Name", value: "Alexanderplatz" },
  { name: "address", label: "Address", value: "Alexanderplatz 1, Berlin" },
];

const contactFields: readonly DialogField[] = [
  { name: "formatted_name", label: "Name", value: "Grace Hopper", isRequired: true },
  { name: "phone", label: "Phone number", type: "tel", value: "+15550001906" },
  { name: "email", label: "Email" },
  { name: "company", label: "Company" },
];

/** What somebody brings along who came from an advertisement. */
const referralFields: readonly DialogField[] = [
  { name: "headline", label: "Headline", value: "Fresh beans every Monday" },
  { name: "body", label: "Text of the advertisement", value: "Order today, drink tomorrow" },
  { name: "source_url", label: "Address", type: "url", value: "https://fb.me/8841" },
  { name: "source_id", label: "Id of the advertisement", value: "120208841" },
  { name: "ctwa_clid", label: "Click id", value: "sandbox-click" },
];

type Opened = "location" | "contact" | "referral" | "order" | "unsupported";

/** Where the customer writes. */
export function Composer({ to, answered, isLocating, attempt, onProblem }: ComposerProps) {
  const text = useSignal("");
  const attachment = useSignal<Attachment | undefined>(undefined);
  const opened = useSignal<Opened | undefined>(undefined);
  const input = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const kind = useRef<AttachmentKind>("media");

  useEffect(() => {
    if (answered.value) input.current?.focus();
  }, [answered.value]);

  function around(more: Around = {}): Around {
    const { id } = answered.value ?? {};
    answered.value = undefined;
    const context = { ...(id !== undefined && { id }), ...more.context };
    return { ...more, ...(Object.keys(context).length > 0 && { context }) };
  }

  function sendText(more: Around = {}): void {
    const body = text.value.trim() || (Object.keys(more).length > 0 ? "Hello!" : "");
    if (body === "") return;
    text.value = "";
    attempt(send(to, textContent(body), around(more)));
    input.current?.focus();
  }

  function attach(file: File, as: AttachmentKind): void {
    const refusal = refusalOf(as, file);
    if (refusal === undefined) attachment.value = { file, kind: as };
    else onProblem(`Cannot send ${file.name}: ${refusal}`);
  }

  function sendAttachment({ file, kind: as }: Attachment): void {
    const caption = as === "media" || as === "document" ? text.value.trim() : "";
    if (caption !== "") text.value = "";
    attachment.value = undefined;
    const { context } = around();
    attempt(
      sendFile(to, file, {
        caption,
        isVoice: as === "voice",
        isDocument: as === "document",
        answers: context?.id,
      }),
    );
    input.current?.focus();
  }

  function submit(): void {
    if (attachment.value) sendAttachment(attachment.value);
    else sendText();
  }

  const content = (type: string, more: object = {}) => attempt(send(to, { type, ...more }, around()));
  const choose = (as: AttachmentKind) => () => {
    kind.current = as;
    if (files.current) files.current.accept = acceptedTypes[as];
    files.current?.click();
  };
  const open = (what: Opened) => () => (opened.value = what);
  const close = () => {
    opened.value = undefined;
    isLocating.value = false;
  };
  const items = [
    { label: "Photo or video", onClick: choose("media") },
    { label: "Document", onClick: choose("document") },
    { label: "Audio", onClick: choose("audio") },
    { label: "Voice note from a file", onClick: choose("voice") },
    { label: "Sticker", onClick: choose("sticker") },
    { label: "Location", onClick: open("location") },
    { label: "Contact", onClick: open("contact") },
    { label: "Order", onClick: open("order") },
    { label: "Text, brought by an advertisement", onClick: open("referral") },
    { label: "Text, forwarded", onClick: () => sendText({ context: { forwarded: true } }) },
    { label: "Text, forwarded many times", onClick: () => sendText({ context: { frequently_forwarded: true } }) },
    { label: "Something unsupported", onClick: open("unsupported") },
  ];

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {answered.value && (
        <div class="answered">
          <span class="quoted">{summaryOf(answered.value)}</span>
          <button type="button" class="plain" aria-label="Do not answer" onClick={() => (answered.value = undefined)}>
            <Icon name="close" />
          </button>
        </div>
      )}
      {attachment.value && (
        <AttachmentStrip attachment={attachment.value} onRemove={() => (attachment.value = undefined)} />
      )}
      <Menu label="Send something else" button={<Icon name="plus" />} items={items} />
      <textarea
        ref={input}
        aria-label={attachment.value ? "Caption" : "Message"}
        placeholder={attachment.value ? "Caption" : "Message"}
        rows={1}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        onPaste={({ clipboardData }) => {
          const [file] = clipboardData?.files ?? [];
          if (file) attach(file, /^(?:image|video)\//.test(file.type) ? "media" : "document");
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") answered.value = undefined;
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      {text.value.trim() === "" && !attachment.value ? (
        <VoiceButton onRecorded={(file) => sendAttachment({ file, kind: "voice" })} onProblem={onProblem} />
      ) : (
        <button class="primary" aria-label="Send">
          <Icon name="send" />
        </button>
      )}
      <input
        ref={files}
        type="file"
        hidden
        aria-label="File"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) attach(file, kind.current);
          currentTarget.value = "";
        }}
      />
      {(opened.value === "location" || isLocating.value) && (
        <FieldsDialog
          title="Send a location"
          fields={locationFields}
          action="Send"
          onClose={close}
          onSubmit={({ latitude, longitude, ...named }) =>
            content("location", { ...named, latitude: Number(latitude), longitude: Number(longitude) })
          }
        />
      )}
      {opened.value === "contact" && (
        <FieldsDialog
          title="Send a contact"
          fields={contactFields}
          action="Send"
          onClose={close}
          onSubmit={({ formatted_name = "", phone, email, company }) =>
            content("contacts", {
              contacts: [
                {
                  name: { formatted_name, first_name: formatted_name.split(" ")[0] },
                  ...(phone !== undefined && { phones: [{ phone, type: "CELL" }] }),
                  ...(email !== undefined && { emails: [{ email, type: "WORK" }] }),
                  ...(company !== undefined && { org: { company } }),
                },
              ],
            })
          }
        />
      )}
      {opened.value === "referral" && (
        <FieldsDialog
          title="Come from an advertisement"
          fields={referralFields}
          action="Send the text"
          onClose={close}
          onSubmit={(values) => sendText({ referral: { source_type: "ad", ...values } })}
        />
      )}
      {opened.value === "unsupported" && (
        <FieldsDialog
          title="Send something unsupported"
          fields={[{ name: "kind", label: "What it is", value: "poll" }]}
          action="Send"
          onClose={close}
          onSubmit={(values) => content("unsupported", values)}
        />
      )}
      {opened.value === "order" && <OrderDialog title="Order" catalogId="" sections={[]} onClose={close} />}
    </form>
  );
}

function textContent(body: string): { type: string; body: string } {
  return { type: "text", body };
}

/** The file that is sent next. */
function AttachmentStrip({ attachment: { file }, onRemove }: { attachment: Attachment; onRemove: () => void }) {
  const url = useSignal("");
  useEffect(() => {
    if (!file.type.startsWith("image/")) return undefined;
    const made = URL.createObjectURL(file);
    url.value = made;
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <div class="answered">
      {url.value === "" ? <Icon name="document" /> : <img src={url.value} alt="" />}
      <span class="quoted">
        {file.name} <span class="quiet">{sizeText(file.size)}</span>
      </span>
      <button type="button" class="plain" aria-label={`Do not send ${file.name}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </div>
  );
}
