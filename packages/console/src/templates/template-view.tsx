import { useEffect, useState } from "preact/hooks";
import { useChatActions } from "../chats/chat-actions.ts";
import { ActionButton, LinkButton } from "../chats/content/action-button.tsx";
import { MediaView } from "../chats/content/media-view.tsx";
import { OrderDetailsView, OrderStatusView } from "../chats/content/order-view.tsx";
import { PlaceView } from "../chats/content/place-view.tsx";
import { CatalogButton, ProductView } from "../chats/content/products-view.tsx";
import { FormattedText, PlainText } from "../chats/formatted-text.tsx";
import { copy } from "../parts/copy.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import type { FilledButton, FilledHeader, FilledTemplate } from "./fill-template.ts";
import { timeLeft } from "./time-left.ts";

interface TemplateViewProps {
  readonly template: FilledTemplate;
  /** Whether it is looked at outside of a chat: its buttons are no buttons then. */
  readonly isPreview?: boolean;
}

/** A template as its recipient sees it. */
export function TemplateView({ template, isPreview = false }: TemplateViewProps) {
  const { header, body, footer, offer, buttons, cards, status, target, asksToCall } = template;
  const { allowCalls } = useChatActions();
  const code = offer && buttons.find(({ kind }) => kind === "code");
  return (
    <>
      {header && <HeaderView header={header} />}
      {offer && <OfferView offer={offer} code={code?.kind === "code" ? code.code : undefined} />}
      {body !== undefined && <FormattedText text={body} />}
      {status && <OrderStatusView update={status} />}
      {footer !== undefined && <p class="quiet">{footer}</p>}
      {target && <LinkButton label={target.title} url={target.url} />}
      {buttons.map((button, index) =>
        isPreview ? <ButtonPreview key={index} button={button} /> : <ButtonView key={index} button={button} />,
      )}
      {asksToCall && !isPreview && (
        <>
          <ActionButton label="Allow calls" onClick={() => allowCalls(true)} />
          <ActionButton label="Do not allow" onClick={() => allowCalls(false)} />
        </>
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

/** An offer with the time that is left. */
function OfferView({ offer, code }: { offer: NonNullable<FilledTemplate["offer"]>; code: string | undefined }) {
  const { text, endsAt } = offer;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (endsAt === undefined || endsAt < now) return undefined;
    const timer = setInterval(() => setNow(Date.now), 1000);
    return () => clearInterval(timer);
  }, [endsAt, endsAt !== undefined && endsAt < now]);
  return (
    <div class="offer">
      <strong>{text}</strong>
      {endsAt !== undefined && (
        <p>
          <time dateTime={new Date(endsAt).toISOString()} title={new Date(endsAt).toLocaleString()}>
            {timeLeft(endsAt - now)}
          </time>
        </p>
      )}
      {code !== undefined && code !== "" && (
        <p>
          Code <span class="mono">{code}</span>
        </p>
      )}
    </div>
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
      return <ProductView catalogId="" productId={header.productId} />;
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
      return <CodeButton label={label} code={button.code} />;
    case "flow":
      return <ActionButton label={label} onClick={() => actions.openFlow(button)} />;
    case "call":
      return <ActionButton icon="call" label={label} onClick={() => actions.call(button.payload)} />;
    case "number":
      return <ActionButton icon="user" label={label} onClick={() => actions.shareNumber()} />;
    case "products":
      return <CatalogButton label={label} catalogId="" sections={button.sections} />;
    case "order":
      return <OrderDetailsView details={button.details} label={label} />;
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

/** A button that copies a coupon or a code. */
function CodeButton({ label, code }: { label: string; code: string }) {
  const [isCopied, setCopied] = useState(false);

  async function onClick(): Promise<void> {
    await copy(code);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  }

  return (
    <ActionButton
      icon={isCopied ? "check" : "copy"}
      label={isCopied ? `Copied ${code}` : label}
      onClick={() => void onClick()}
    />
  );
}
