import type { CustomerContent } from "../chat-message.ts";
import { FormattedText } from "../formatted-text.tsx";
import { ContactsView, type SharedContact } from "./contacts-view.tsx";
import { MediaView } from "./media-view.tsx";
import { formatPrice } from "./money.ts";
import { PlaceView } from "./place-view.tsx";
import { ProductCard } from "./products-view.tsx";
import { AnswersView } from "./answers-view.tsx";

/** What a customer sent. */
export function CustomerContentView({ content }: { content: CustomerContent }) {
  switch (content.type) {
    case "text":
      return <FormattedText text={content.body} />;
    case "image":
    case "video":
    case "document":
    case "sticker":
      return <MediaView kind={content.type} file={content} />;
    case "audio":
      return <MediaView kind="audio" file={content} isVoice={content.voice === true} />;
    case "location":
      return <PlaceView {...content} />;
    case "contacts":
      return <ContactsView contacts={content.contacts as readonly SharedContact[]} />;
    case "button":
      return <p class="pressed">{content.text}</p>;
    case "button_reply":
      return <p class="pressed">{content.title ?? content.id}</p>;
    case "list_reply":
      return (
        <div class="pressed">
          <p>{content.title ?? content.id}</p>
          {content.description !== undefined && <p class="quiet">{content.description}</p>}
        </div>
      );
    case "call_permission_reply":
      return <p class="pressed">{content.response === "accept" ? "You can call me" : "Please do not call me"}</p>;
    case "payment_method":
      return (
        <p class="pressed">
          Paid{content.reference_id !== undefined && ` for order ${content.reference_id}`}
          {content.payment_method !== undefined && ` (${content.payment_method.replaceAll("_", " ")})`}
        </p>
      );
    case "flow_reply":
      return <AnswersView title={content.body ?? "Form"} answers={content.response} />;
    case "address_reply":
      return <AnswersView title={content.body ?? "Address"} answers={Object(content.response["values"])} />;
    case "order":
      return <OrderView order={content} />;
    case "reaction":
      return <p>{content.emoji ? `Reacted with ${content.emoji}` : "Took a reaction away"}</p>;
    case "unsupported":
      return (
        <p class="quiet">{`A message that the platform cannot hand over${content.kind ? `: ${content.kind}` : ""}`}</p>
      );
    case "request_welcome":
      return <p class="quiet">Opened the chat</p>;
    case "edit":
      return <p class="quiet">Edited a message</p>;
    case "revoke":
      return <p class="quiet">Deleted a message</p>;
    case "system":
      return <p class="quiet">{content.system.body ?? content.system.type.replaceAll("_", " ")}</p>;
  }
}

function OrderView({ order }: { order: Extract<CustomerContent, { type: "order" }> }) {
  return (
    <>
      {order.product_items?.map(({ product_retailer_id = "", quantity, item_price, currency }, index) => (
        <div key={index} class="quantity">
          <ProductCard productId={product_retailer_id} />
          <span>
            {quantity ?? 1} ×{item_price !== undefined && ` ${formatPrice(Number(item_price), currency ?? "")}`}
          </span>
        </div>
      ))}
      {order.text !== undefined && <FormattedText text={order.text} />}
    </>
  );
}
