import { useChatActions } from "../chats/chat-actions.ts";
import { ActionButton, LinkButton } from "../chats/content/action-button.tsx";
import { MediaView } from "../chats/content/media-view.tsx";
import { PlaceView } from "../chats/content/place-view.tsx";
import { ProductCard } from "../chats/content/products-view.tsx";
import { FormattedText, PlainText } from "../chats/formatted-text.tsx";
import { copy } from "../parts/copy.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import type { FilledButton, FilledHeader, FilledTemplate } from "./fill-template.ts";

interface TemplateViewProps {
  readonly template: FilledTemplate;
  /** Whether it is looked at outside of a chat: its buttons are no buttons then. */
  readonly isPreview?: boolean;
}

/** A template as its recipient sees it. */
export function TemplateView({ template, isPreview = false }: TemplateViewProps) {
  const { header, body, footer, offer, buttons, cards } = template;
  return (
    <>
      {header && <HeaderView header={header} />}
      {offer && (
        <p class="offer">
          <strong>{offer.text}</strong>
          {offer.endsAt !== undefined && <span> until {new Date(offer.endsAt).toLocaleString()}</span>}
        </p>
      )}
      {body !== undefined && <FormattedText text={body} />}
      {footer !== undefined && <p class="quiet">{footer}</p>}
      {buttons.map((button, index) =>
        isPreview ? <ButtonPreview key={index} button={button} /> : <ButtonView key={index} button={button} />,
      )}
      {cards.length > 0 && (
        <ul class="carousel" tabIndex={0} aria-label="Cards">
          {cards.map((card, index) => (
            <li key={index} class="carousel-card">
              <TemplateView template={card} isPreview={isPreview} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function HeaderView({ header }: { header: FilledHeader }) {
  switch (header.kind) {
    case "text":
      return (
        <strong class="header">
          <PlainText text={header.text} />
        </strong>
      );
    case "location":
      return <PlaceView {...header.place} />;
    case "product":
      return <ProductCard productId={header.productId} />;
    case "placeholder":
      return <div class="placeholder">{header.format}</div>;
    default:
      return <MediaView kind={header.kind} file={header.file} />;
  }
}

function ButtonView({ button }: { button: FilledButton }) {
  const actions = useChatActions();
  const { label } = button;
  switch (button.kind) {
    case "reply": {
      const { payload } = button;
      return (
        <ActionButton icon="reply" label={label} onClick={() => actions.pressQuickReply({ text: label, payload })} />
      );
    }
    case "link":
      return <LinkButton label={label} url={button.url} />;
    case "code":
      return <ActionButton icon="copy" label={label} onClick={() => void copy(button.code)} />;
    case "flow":
      return <ActionButton label={label} onClick={() => actions.openFlow(button)} />;
    case "call":
      return <ActionButton icon="call" label={label} onClick={() => actions.call(button.payload)} />;
    case "number":
      return <ActionButton icon="user" label={label} onClick={() => actions.shareNumber()} />;
    case "other":
      return <span class="action">{label}</span>;
  }
}

const icons: Readonly<Partial<Record<FilledButton["kind"], IconName>>> = {
  reply: "reply",
  link: "open",
  code: "copy",
  flow: "list",
  call: "call",
  number: "user",
};

/** What a button says, and where it leads. */
function ButtonPreview({ button }: { button: FilledButton }) {
  const icon = icons[button.kind];
  const target = button.kind === "link" ? button.url : button.kind === "code" ? button.code : "";
  return (
    <div class="action">
      {icon && <Icon name={icon} />}
      <span>
        {button.label}
        {target !== "" && (
          <span class="target">
            <PlainText text={target} />
          </span>
        )}
      </span>
    </div>
  );
}
